//! Runs the module's futures, polled by JavaScript.
//!
//! A call is one `async fn`. Its future is boxed, kept in a slab and polled at once. When it awaits a promise, the leaf
//! future [`settled`] puts that promise aside and is pending; the poll hands the promise to the call's driver
//! (npm/wasm/api-call.ts), which waits for it and calls [`resume`](super::exports::resume) with what came of it. That
//! polls the future again, and the leaf takes the result.
//!
//! So every poll is a synchronous call from JavaScript. Whatever traps in one (a panic, a stack overflow, no memory, an
//! import that throws) is an exception there, and the driver catches it: it ends every call of the instance, and the
//! next call gets a new one. wasm-bindgen-futures polls from its own microtasks, where a trap leaves its promises unsettled
//! for ever; its closures cost more than all else of a call.
//!
//! A caller's code that runs within a poll may start another call, which is polled within that poll. The future that is
//! being polled is not in the slab meanwhile, and a leaf is polled first of all, so neither sees the other's values.

use super::api_call::ApiCall;
use js_sys::Promise;
use slab::Slab;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::JsValue;

type BoxedFuture = Pin<Box<dyn Future<Output = ()>>>;

/// A future and the call that drives it.
struct Task {
    future: BoxedFuture,
    call: ApiCall,
}

thread_local! {
    /// Each is away while it is polled.
    static TASKS: RefCell<Slab<Option<Task>>> = const { RefCell::new(Slab::new()) };
    /// The promise that the future which was just polled waits for.
    static AWAITED: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// What came of the promise that the future about to be polled waits for.
    static SETTLED: RefCell<Option<Result<JsValue, JsValue>>> = const { RefCell::new(None) };
}

/// Starts a future and polls it once.
pub(crate) fn spawn(call: ApiCall, future: impl Future<Output = ()> + 'static) {
    let id = TASKS.with_borrow_mut(|tasks| tasks.insert(None));
    poll(id, Task { future: Box::pin(future), call });
}

/// Polls a future whose promise has settled.
pub(crate) fn resume(id: usize, result: Result<JsValue, JsValue>) {
    let task = TASKS.with_borrow_mut(|tasks| tasks.get_mut(id)?.take());
    if let Some(task) = task {
        SETTLED.with_borrow_mut(|settled| *settled = Some(result));
        poll(id, task);
    }
}

fn poll(id: usize, mut task: Task) {
    if task.future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
        TASKS.with_borrow_mut(|tasks| tasks.try_remove(id));
        return;
    }
    if let Some(promise) = AWAITED.with_borrow_mut(Option::take) {
        task.call.wait(id, &promise);
    }
    TASKS.with_borrow_mut(|tasks| {
        if let Some(place) = tasks.get_mut(id) {
            *place = Some(task);
        }
    });
}

/// Waits for a promise.
pub(crate) fn settled(promise: Promise) -> impl Future<Output = Result<JsValue, JsValue>> {
    let mut promise = Some(promise);
    std::future::poll_fn(move |_| match promise.take() {
        Some(promise) => {
            AWAITED.with_borrow_mut(|awaited| *awaited = Some(promise));
            Poll::Pending
        }
        // Nobody but `resume` polls a second time, and it has left the result.
        None => Poll::Ready(SETTLED.with_borrow_mut(Option::take).unwrap_or(Err(JsValue::UNDEFINED))),
    })
}
