//! The exports of the npm package: one call, driven step by step.
//!
//! The loop in `npm/drive.ts` begins a call, and then does what each step asks for: sends, reads, waits. A step never
//! throws but for a trap, and keeps nothing of a client: options come with each call. The values of JavaScript stay
//! there: see [`look::Value`].

mod body;
mod imports;
mod look;
mod query;
mod trap;
mod watch;

use crate::error::{Failure, FieldError};
use crate::operation::Operation;
use crate::request::{PathParam, UrlWriter, not_an_id, write_url};
use crate::response::error_body::read_error_body;
use crate::schema::JsonTypes;
use crate::send::retry::RetryPolicy;
use crate::send::retry_after::retry_after_ms;
use crate::send::state::{Action, AttemptError, CallState, Timeouts};
use crate::table;
use crate::validate::{JsonView, Mismatch, ValidationLevel, validate};
use look::{BODY, IDS, PROJECT, Value};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: crate::alloc::Allocator<crate::alloc::LinearMemory> =
    crate::alloc::Allocator::new(crate::alloc::LinearMemory);

/// What a step asks the loop for. The numbers are those of npm/drive.ts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Step {
    /// Begin an attempt, within the time given.
    Attempt = 0,
    /// Read the reply's body.
    Read = 1,
    /// Sleep for the time given.
    Sleep = 2,
    /// Resolve with the reply's value.
    Done = 3,
    /// Reject with the failure given.
    Failed = 4,
}

/// How closely replies are looked at. The numbers are those of `npm/options.ts`.
const VALIDATE_OFF: u8 = 0;
const VALIDATE_STRICT: u8 = 2;

/// One call, from the caller's arguments to the reply's object.
#[derive(Clone, Copy)]
struct Call {
    operation: Operation,
    validate: u8,
    life: CallState,
    status: u16,
}

thread_local! {
    /// The calls under way. JavaScript chooses their numbers, and uses one again after its call has ended.
    static CALLS: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
}

/// The bit of what [`begin`] gives that the request's method begins at.
const METHOD: u8 = 4;

/// Begins a call of the operation of that number in the table: checks and builds its request. Nothing is sent. The
/// times are milliseconds. Gives the first step, and the method's place in the loop's list.
#[wasm_bindgen]
#[allow(
    clippy::too_many_arguments,
    reason = "numbers cross the boundary for nothing, an object's fields do not"
)]
pub fn begin(
    id: usize,
    operation: usize,
    validate: u8,
    now: f64,
    timeout: f64,
    total_timeout: f64,
    max_retries: u32,
    initial_delay: f64,
    max_delay: f64,
    max_retry_after: f64,
) -> u8 {
    let operation = table::at(operation, |names, kinds| {
        imports::learn(names.as_ptr(), names.len(), kinds.as_ptr());
    });
    let policy = RetryPolicy { max_retries, initial_delay, max_delay, max_retry_after };
    let life = CallState::new(operation.idempotency, policy, Timeouts { timeout, total_timeout }, now);
    let mut call = Call { operation, validate, life, status: 0 };
    let next = match build(&operation) {
        Ok(()) => call.life.begin_attempt(now),
        Err(failure) => Action::Fail(failure),
    };
    keep(id, call);
    step_of(next) | (operation.method as u8) << METHOD
}

/// Tells a call what has happened, and says what comes next. The numbers of `event` are those of npm/drive.ts.
#[wasm_bindgen]
pub fn step(id: usize, event: u8, now: f64, random: f64, what: u16) -> u8 {
    let Some(mut call) = CALLS.with_borrow(|calls| calls.get(id).copied()) else { return Step::Failed as u8 };
    let next = call.happened(event, now, random, what);
    keep(id, call);
    step_of(next)
}

fn keep(id: usize, call: Call) {
    CALLS.with_borrow_mut(|calls| {
        // A call may begin while another one does, which a getter of its caller's has begun.
        while calls.len() <= id {
            calls.push(call);
        }
        if let Some(place) = calls.get_mut(id) {
            *place = call;
        }
    });
}

impl Call {
    fn happened(&mut self, event: u8, now: f64, random: f64, what: u16) -> Action {
        let life = &mut self.life;
        match event {
            // The request is handed to fetch.
            0 => {
                trap::at(1);
                life.mark_sent();
                Action::Read
            }
            // A reply has begun, with a status.
            1 | 2 => {
                trap::at(2);
                self.status = what;
                life.on_response(what, event == 2)
            }
            // Fetch has given something else.
            3 => {
                trap::at(2);
                life.on_unusable_response(0, "fetch resolved to something that is not a Response")
            }
            // The body has been read.
            4 => {
                trap::at(3);
                self.read(what, now, random)
            }
            // The attempt has ended without a whole reply.
            5 => {
                let why = match what {
                    0 => AttemptError::Unreachable,
                    1 => AttemptError::Connection,
                    2 => AttemptError::TimedOut,
                    _ => AttemptError::Aborted,
                };
                let detail = BODY.get("message").text().unwrap_or_default();
                life.on_attempt_error(why, &detail, now, random)
            }
            // The sleep is over.
            6 => life.begin_attempt(now),
            // The key cannot be had or used.
            _ => life.fail_configuration("apiKey: the function that gives the key failed"),
        }
    }

    /// Takes the reply's body: its text, none where that is too large, or something else.
    fn read(&mut self, what: u16, now: f64, random: f64) -> Action {
        let status = self.status;
        match what {
            0 if (200..=299).contains(&status) => self.success(),
            0 => {
                imports::parse(0, 0);
                self.life.on_error_response(read_error_body(status, asked_to_wait(), &BODY), now, random)
            }
            1 => self.life.on_too_large(status),
            _ => self.life.on_unusable_response(status, "the reply's text() gives no text"),
        }
    }

    /// Looks at the body of a success: the caller gets the server's own object.
    fn success(&mut self) -> Action {
        let reply = self.operation.reply;
        let [accepts, inside] = if self.validate == VALIDATE_OFF { [0, 0] } else { table::pair(reply) };
        match imports::parse(accepts, inside) {
            0 if BODY.count() > 0 => {
                return self.life.on_unusable_response(self.status, "the reply is not JSON");
            }
            // Where nothing is documented of a reply, there being none is a success too.
            0 if reply.accepts != JsonTypes::JSON => {
                return self.life.on_unusable_response(self.status, "the reply is empty");
            }
            0 | 2 => return self.life.finish(),
            _ => {}
        }
        let depth =
            if self.validate == VALIDATE_OFF { ValidationLevel::Essential } else { ValidationLevel::Whole };
        let mut worst: Option<Mismatch> = None;
        validate(&BODY, reply, depth, &mut |mismatch| {
            if !mismatch.essential && self.validate != VALIDATE_STRICT {
                let (path, words) = (&mismatch.path, &mismatch.words());
                imports::differs(path.as_ptr(), path.len(), words.as_ptr(), words.len());
            } else if worst.as_ref().is_none_or(|worst| mismatch.essential && !worst.essential) {
                worst = Some(mismatch);
            }
        });
        let Some(mismatch) = worst else { return self.life.finish() };
        let message = mismatch.complaint();
        let next = if mismatch.essential {
            self.life.on_unusable_response(self.status, &message)
        } else {
            self.life.on_strict_mismatch(self.status, &message)
        };
        let Action::Fail(mut failure) = next else { return next };
        failure.fields.push(FieldError { message: mismatch.words(), path: mismatch.path });
        Action::Fail(failure)
    }
}

/// Checks and builds the request of a call.
fn build(operation: &Operation) -> Result<(), Box<Failure>> {
    if let Some(ty) = operation.body {
        body::encode(ty, operation.path)?;
    }
    if let Some(ty) = operation.query {
        query::look(ty)?;
    }
    write_url(operation.path, &mut Url)?;
    if let Some(ty) = operation.query {
        query::append(ty)?;
    }
    Ok(())
}

/// The address of the call under way, which JavaScript writes: it begins with that of the API.
struct Url;

impl UrlWriter<'static> for Url {
    fn text(&mut self, text: &'static str) {
        imports::url(text.as_ptr(), text.len());
    }

    fn segment(&mut self, given: PathParam) -> Result<(), String> {
        let value = match given {
            PathParam::Project => PROJECT,
            PathParam::Id(number) => IDS.item(number as u32).0,
        };
        if imports::segment(value.0) { Ok(()) } else { Err(not_in_an_address(value)) }
    }

    fn project(&mut self, name: &'static str) -> Result<(), String> {
        if PROJECT.pair(name) { Ok(()) } else { Err(not_in_an_address(PROJECT)) }
    }

    fn has_project(&self) -> bool {
        // An option and a body's field are text before they come here, if they are there.
        PROJECT.count() > 0
    }
}

fn not_in_an_address(value: Value) -> String {
    let kind = value.kind();
    match value.text() {
        Some(text) => not_an_id(&text),
        None if kind == JsonTypes::STRING => crate::text::beginning("expected well-formed text"),
        None => JsonTypes::STRING.mismatch_message(kind),
    }
}

/// How long the server asks to wait, in milliseconds. A page sees these headers only if the server exposes them.
fn asked_to_wait() -> Option<f64> {
    let said = |number: f64| Some(number).filter(|number| !number.is_nan());
    retry_after_ms(said(imports::wait_number(0)), said(imports::wait_number(1)), || Some(imports::until()))
}

fn step_of(next: Action) -> u8 {
    let step = match next {
        Action::Attempt { within } => {
            imports::give(within);
            Step::Attempt
        }
        Action::Sleep { ms } => {
            imports::give(ms);
            Step::Sleep
        }
        Action::Finish => Step::Done,
        Action::Read => Step::Read,
        Action::Fail(failure) => {
            fail(&failure);
            Step::Failed
        }
    };
    step as u8
}

fn fail(failure: &Failure) {
    for FieldError { path, message } in &failure.fields {
        imports::wrong(path.as_ptr(), path.len(), message.as_ptr(), message.len());
    }
    imports::fail(
        failure.code as u8,
        failure.outcome as u8,
        failure.retryable,
        failure.status,
        failure.attempts,
        failure.retry_after.unwrap_or(f64::NAN),
        failure.message.as_ptr(),
        failure.message.len(),
    );
}
