//! The exports of the npm package: one call, driven step by step.
//!
//! The loop in `npm/drive.ts` makes a [`Call`], lets it prepare its request, and then does what each step asks for:
//! sends, reads, waits. A step never throws but for a trap, and keeps nothing of a client: options come with each call.

mod body;
mod imports;
mod look;
mod query;
mod trap;
mod watch;

use crate::call::{self, Interruption, Next, Times};
use crate::check::{Depth, Look, check};
use crate::error::{Failure, FieldError};
use crate::operation::Operation;
use crate::operations;
use crate::refusal::refusal;
use crate::reply::asked_to_wait;
use crate::request::{Address, address, named_ids, other_address};
use crate::retry::Policy;
use crate::shape::Kinds;
use gloo_net::http::Headers;
use imports::Caller;
use wasm_bindgen::prelude::*;
use web_sys::Response;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: crate::alloc::Allocator<crate::alloc::LinearMemory> =
    crate::alloc::Allocator::new(crate::alloc::LinearMemory);

/// What a step asks the loop for. The numbers are those of `Step` in npm/drive.ts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Step {
    /// Begin an attempt, within the time given.
    Attempt = 0,
    /// Wait for the reply: the promise given.
    Reply = 1,
    /// Wait for the body: the promise given.
    Body = 2,
    /// Sleep for the time given.
    Sleep = 3,
    /// Resolve with the value given.
    Done = 4,
    /// Reject with the failure given.
    Failed = 5,
}

/// How closely replies are looked at. The numbers are those of `npm/options.ts`.
const VALIDATE_OFF: u8 = 0;
const VALIDATE_STRICT: u8 = 2;

/// One call, from the caller's arguments to the reply's object.
#[wasm_bindgen]
pub struct Call {
    operation: &'static Operation,
    caller: Caller,
    validate: u8,
    life: call::Call,
    url: String,
    /// The body as JSON text; `undefined` for none.
    body: JsValue,
    response: Option<Response>,
    /// The reply's status, read once: a reply of the caller's own fetch may be anything. 0 before there is one.
    status: u16,
    /// What the reply's body holds: for the error, where there is one.
    reply: JsValue,
}

impl std::fmt::Debug for Call {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Call")
    }
}

#[wasm_bindgen]
impl Call {
    /// A call of the operation at `operation` in the generated tables. The times are milliseconds.
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "numbers cross the boundary for nothing, an object's fields do not"
    )]
    pub fn new(
        caller: Caller,
        operation: u32,
        validate: u8,
        now: f64,
        timeout: f64,
        total_timeout: f64,
        max_retries: u32,
        initial_delay: f64,
        max_delay: f64,
        max_retry_after: f64,
    ) -> Self {
        let operation = operations::at(operation as usize);
        let policy = Policy { max_retries, initial_delay, max_delay, max_retry_after };
        let times = Times { timeout, total_timeout };
        let life = call::Call::new(operation.safety, policy, times, now);
        Self {
            operation,
            caller,
            validate,
            life,
            url: String::new(),
            body: JsValue::UNDEFINED,
            response: None,
            status: 0,
            reply: JsValue::UNDEFINED,
        }
    }

    /// Checks and builds the request. Nothing is sent.
    #[allow(clippy::too_many_arguments, reason = "as above")]
    pub fn prepare(
        &mut self,
        now: f64,
        base: &str,
        ids: &JsValue,
        body: &JsValue,
        query: &JsValue,
        project: &JsValue,
        user: &JsValue,
    ) -> u8 {
        let next = match self.build(base, ids, body, query, project, user) {
            Ok(()) => self.life.attempt(now),
            Err(failure) => Next::Fail(failure),
        };
        self.step(next)
    }

    /// Begins the attempt: hands the request to fetch. `key` is `null` to send none.
    pub fn send(&mut self, now: f64, key: &JsValue) -> u8 {
        trap::at(1);
        self.life.sent();
        match imports::fetch_now(&self.caller, &self.url, self.operation.method.as_str(), &self.body, key) {
            Ok(()) => Step::Reply as u8,
            Err(thrown) => self.interrupted(now, Interruption::Connection as u8, &thrown),
        }
    }

    /// Takes the reply's beginning.
    pub fn replied(&mut self, now: f64, response: JsValue) -> u8 {
        trap::at(2);
        if !imports::is_response(&response) {
            let next = self.life.unusable(0, "fetch resolved to something that is not a Response");
            return self.step(next);
        }
        let response: Response = response.unchecked_into();
        self.status = imports::get(&response, "status").as_f64().unwrap_or_default() as u16;
        let next = self.life.replied(self.status, imports::get(&response, "type") == "opaqueredirect");
        if next != Next::Read {
            return self.step(next);
        }
        let begun = imports::read_text(&self.caller, &response);
        self.response = Some(response);
        match begun {
            Ok(()) => Step::Body as u8,
            Err(thrown) => self.interrupted(now, Interruption::Connection as u8, &thrown),
        }
    }

    /// Takes the reply's body, as text; `undefined` stands for one that is too large.
    pub fn read(&mut self, now: f64, text: &JsValue) -> u8 {
        trap::at(3);
        let status = self.status;
        let next = if text.kind() == Kinds::ABSENT {
            self.life.too_large(status)
        } else if text.kind() != Kinds::STRING {
            self.life.unusable(status, "the reply's text() gives no text")
        } else if (200..=299).contains(&status) {
            self.success(status, text)
        } else {
            let value = imports::parse(text);
            self.reply = if value.kind() == Kinds::ABSENT { text.clone() } else { value };
            let headers = self.response.as_ref().map(|reply| Headers::from_raw(imports::headers_of(reply)));
            let retry_after = headers.as_ref().and_then(asked_to_wait);
            let refusal = refusal(status, retry_after, &self.reply);
            self.life.refused(refusal, now, js_sys::Math::random())
        };
        self.step(next)
    }

    /// Takes the end of an attempt that had no whole reply: `why` is an [`Interruption`].
    pub fn interrupted(&mut self, now: f64, why: u8, thrown: &JsValue) -> u8 {
        let why = match why {
            0 => Interruption::Unreachable,
            1 => Interruption::Connection,
            2 => Interruption::TimedOut,
            _ => Interruption::Aborted,
        };
        let detail = imports::get(thrown, "message").as_string().unwrap_or_default();
        let next = self.life.interrupted(why, &detail, now, js_sys::Math::random());
        self.forget_reply();
        if let Next::Fail(failure) = next {
            return self.fail(&failure, thrown);
        }
        self.step(next)
    }

    /// Takes the end of a sleep.
    pub fn slept(&mut self, now: f64) -> u8 {
        let next = self.life.attempt(now);
        self.step(next)
    }

    /// Ends the call for a key that cannot be had or used.
    pub fn keyless(&mut self, message: &str, thrown: &JsValue) -> u8 {
        match self.life.misconfigured(message) {
            Next::Fail(failure) => self.fail(&failure, thrown),
            next => self.step(next),
        }
    }
}

impl Call {
    fn build(
        &mut self,
        base: &str,
        ids: &JsValue,
        body: &JsValue,
        query: &JsValue,
        project: &JsValue,
        user: &JsValue,
    ) -> Result<(), Failure> {
        let mut project = project.as_string();
        let mut texts = Vec::new();
        let mut wrong = None;
        for index in 0..imports::length(ids) {
            let id = imports::item(ids, index);
            if id.kind() != Kinds::STRING {
                wrong = wrong.or(Some((texts.len(), id.kind())));
            }
            texts.push(id.as_string().unwrap_or_default());
        }
        let ids = texts;
        if let Some((index, kind)) = wrong {
            let named = named_ids(self.operation.path, &ids);
            let mut message = String::from("expected string, found ");
            message.push_str(&kind.words());
            return Err(Failure::invalid(named.get(index).map_or("path", |(name, _)| name), message));
        }
        if let Some(ty) = self.operation.body {
            let known =
                body::Known { project: &mut project, user, ids: &named_ids(self.operation.path, &ids) };
            self.body = body::text(ty, body, known)?;
        }
        let query = match self.operation.query {
            Some(ty) => query::pairs(ty, query)?,
            None => Vec::new(),
        };
        let parts = Address { base, ids: &ids, project: project.as_deref(), query: &query };
        self.url = match (self.operation.path, ids.first()) {
            ("", Some(path)) => other_address(path, &parts)?,
            (path, _) => address(path, &parts)?,
        };
        Ok(())
    }

    /// Looks at the body of a success, and gives the caller the server's own object.
    fn success(&mut self, status: u16, text: &JsValue) -> Next {
        let empty = imports::length(text) == 0;
        if empty && self.operation.reply.accepts == Kinds::JSON {
            // Nothing is documented of this reply: there being none is a success too.
            self.caller.give(JsValue::UNDEFINED, 0.0);
            return self.life.accepted();
        }
        let value = imports::parse(text);
        if value.kind() == Kinds::ABSENT {
            self.reply = text.clone();
            return self
                .life
                .unusable(status, if empty { "the reply is empty" } else { "the reply is not JSON" });
        }
        let depth = if self.validate == VALIDATE_OFF { Depth::Essential } else { Depth::Whole };
        let mut essential = None;
        let mut first = None;
        let (caller, validate) = (&self.caller, self.validate);
        check(&value, self.operation.reply, depth, &mut |difference| {
            if difference.essential {
                essential.get_or_insert(difference);
            } else if validate == VALIDATE_STRICT {
                first.get_or_insert(difference);
            } else {
                caller.differs(&difference.path, &difference.words());
            }
        });
        let (difference, is_essential) = match (essential, first) {
            (Some(difference), _) => (difference, true),
            (None, Some(difference)) => (difference, false),
            (None, None) => {
                self.caller.give(value, 0.0);
                return self.life.accepted();
            }
        };
        self.reply = value;
        let message = difference.complaint();
        let next = if is_essential {
            self.life.unusable(status, &message)
        } else {
            self.life.rejected(status, &message)
        };
        let Next::Fail(mut failure) = next else { return next };
        failure.fields.push(FieldError { message: difference.words(), path: difference.path });
        Next::Fail(failure)
    }

    /// Lets go of a reply that is not the last one.
    fn forget_reply(&mut self) {
        self.response = None;
        self.reply = JsValue::UNDEFINED;
    }

    fn step(&mut self, next: Next) -> u8 {
        let step = match next {
            Next::Send { within } => {
                self.caller.give(JsValue::UNDEFINED, within);
                Step::Attempt
            }
            Next::Wait { ms } => {
                self.forget_reply();
                self.caller.give(JsValue::UNDEFINED, ms);
                Step::Sleep
            }
            Next::Done => Step::Done,
            Next::Fail(failure) => return self.fail(&failure, &JsValue::UNDEFINED),
            Next::Read => Step::Body,
        };
        step as u8
    }

    fn fail(&mut self, failure: &Failure, cause: &JsValue) -> u8 {
        for field in &failure.fields {
            self.caller.wrong(&field.path, &field.message);
        }
        self.caller.fail(
            failure.code as u8,
            failure.outcome as u8,
            failure.retryable,
            &failure.message,
            failure.status,
            failure.attempts,
            failure.retry_after,
            &self.reply,
            cause,
        );
        Step::Failed as u8
    }
}
