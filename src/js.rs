//! What the Rust API needs of JavaScript, bound by hand.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The platform's fetch: a global of pages and of workers.
    #[wasm_bindgen(js_name = fetch)]
    pub(crate) fn fetch(request: &web_sys::Request) -> js_sys::Promise;

    /// A new UUID. Pages that are not served over https or from loopback have no such function.
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    pub(crate) fn random_uuid() -> Result<String, JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &JsValue, ms: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// The longest time that a timer takes, in milliseconds: a longer one would fire at once.
const LONGEST: f64 = 2_147_483_647.0;

/// A timer, cleared when it is dropped.
#[derive(Debug)]
pub(crate) struct Timer {
    timer: JsValue,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Runs `then` in so many milliseconds.
    pub(crate) fn after(ms: f64, then: impl FnOnce() + 'static) -> Self {
        let callback = Closure::once(then);
        let timer = set_timeout(callback.as_ref(), ms.min(LONGEST));
        Self { timer, _callback: callback }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
    }
}

/// Sleeps for so many milliseconds.
pub(crate) async fn sleep(ms: f64) {
    let mut timer = None;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        timer = Some(Timer::after(ms, move || {
            // Resolving a promise does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }));
    });
    // The promise is never rejected.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    drop(timer);
}
