//! The Rust API: the same life of a call as in the npm package, driven by an `async` loop.

mod groups;
mod options;
mod watch;

pub use options::ClientOptions;
pub use watch::{Watch, WatchOptions};

use crate::error::{Code, Error, Failure};
use crate::js::{self, Timer};
use crate::operation::Operation;
use crate::reply::asked_to_wait;
use crate::request::{Address, address, path_param_index};
use crate::response::error_body::read_error_body;
use crate::schema::{Contents, Role, Schema};
use crate::send::state::{Action, AttemptError, CallState};
use crate::validate::{ValidationLevel, validate};
use gloo_net::http::{Method, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// A client of the API, for Rust that is compiled to WebAssembly.
///
/// Dropping the future of a call ends the call.
#[derive(Clone, Debug)]
pub struct Client {
    options: ClientOptions,
}

impl Client {
    /// A client with these options.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] for an address or a key that cannot be used, or a key in a page.
    pub fn new(options: ClientOptions) -> Result<Self, Error> {
        let page = options::page_host();
        match options.checked(page.as_deref()) {
            Ok(options) => Ok(Self { options }),
            Err(message) => Err(Error::new("", Failure::before_sending(Code::Configuration, &message), None)),
        }
    }

    /// Runs one call to its end.
    pub(crate) async fn run<R: DeserializeOwned>(&self, call: Call) -> Result<R, Error> {
        let operation = call.operation;
        let mut reply = None;
        let result = self.drive(call, &mut reply).await;
        match (result, reply) {
            (Ok(()), Some(value)) => serde_wasm_bindgen::from_value(value).map_err(|error| {
                // What the client relies on is there: it was looked at before.
                let mut failure = Failure::before_sending(Code::BadResponse, &error.to_string());
                failure.outcome = crate::error::Outcome::Accepted;
                Error::new(operation.name, failure, None)
            }),
            (Err(failure), reply) => {
                let body = reply.and_then(|reply| serde_wasm_bindgen::from_value(reply).ok());
                Err(Error::new(operation.name, failure, body).without(self.options.api_key.as_deref()))
            }
            (Ok(()), None) => {
                let failure = Failure::before_sending(Code::BadResponse, "the reply is empty");
                Err(Error::new(operation.name, failure, None))
            }
        }
    }

    async fn drive(&self, call: Call, reply: &mut Option<JsValue>) -> Result<(), Box<Failure>> {
        let operation = call.operation;
        let (url, body) = self.build(call)?;
        let mut life = CallState::new(
            operation.idempotency,
            self.options.policy(),
            self.options.timeouts(),
            js_sys::Date::now(),
        );
        let mut next = life.begin_attempt(js_sys::Date::now());
        loop {
            next = match next {
                Action::Attempt { within } => {
                    *reply = None;
                    self.attempt(&mut life, operation, &url, body.as_deref(), within, reply).await
                }
                Action::Sleep { ms } => {
                    js::sleep(ms).await;
                    life.begin_attempt(js_sys::Date::now())
                }
                Action::Finish | Action::Read => return Ok(()),
                Action::Fail(failure) => return Err(failure),
            };
        }
    }

    fn build(&self, call: Call) -> Result<(String, Option<String>), Box<Failure>> {
        let mut project = self.options.project_id.clone();
        let body = match (call.operation.body, call.body) {
            (Some(ty), body) => {
                let body = body.unwrap_or_else(|| Ok(js_sys::Object::new().into()));
                let body = body.map_err(|error| Failure::invalid("", &error.to_string()))?;
                let id = |name: &str| call.ids.get(path_param_index(call.operation.path, name)?);
                self.fill(ty, &body, id, &mut project);
                Some(String::from(js_sys::JSON::stringify(&body).unwrap_or_default()))
            }
            (None, _) => None,
        };
        let query = pairs(call.query)?;
        let parts = Address {
            base: &self.options.base_url,
            ids: &call.ids,
            project: project.as_deref(),
            query: &query,
        };
        Ok((address(call.operation.path, &parts)?, body))
    }

    /// Puts in what the caller left out and the client knows. `project` becomes the one that the body names.
    fn fill<'a>(
        &self,
        ty: &Schema,
        body: &JsValue,
        id: impl Fn(&str) -> Option<&'a String>,
        project: &mut Option<String>,
    ) {
        let Contents::Fields(shape) = ty.inside else { return };
        for (index, field) in shape.fields.iter().enumerate() {
            let name = shape.name(index);
            let given = js_sys::Reflect::get(body, &JsValue::from_str(name)).unwrap_or_default().as_string();
            let known = match (field.role, given) {
                (Role::Project, Some(given)) => {
                    *project = Some(given);
                    None
                }
                (Role::Project, None) => project.as_deref(),
                (Role::User, None) => self.options.executed_by.as_deref(),
                (Role::Id, _) => id(name).map(String::as_str),
                _ => None,
            };
            if let Some(known) = known {
                // The body was made here: setting its fields does not fail.
                let _ = js_sys::Reflect::set(body, &JsValue::from_str(name), &JsValue::from_str(known));
            }
        }
    }

    async fn attempt(
        &self,
        life: &mut CallState,
        operation: &Operation,
        url: &str,
        body: Option<&str>,
        within: f64,
        reply: &mut Option<JsValue>,
    ) -> Action {
        let flight = match Flight::new(within) {
            Ok(flight) => flight,
            Err(_) => return life.fail_configuration("this platform has no AbortController"),
        };
        let request = self.request(operation, url, body, &flight);
        let Ok(request) = request else { return life.fail_configuration("the request cannot be built") };
        life.mark_sent();
        let response = match JsFuture::from(js::fetch(&request)).await {
            Ok(response) => response.unchecked_into::<web_sys::Response>(),
            Err(thrown) => return flight.lost(life, &thrown),
        };
        let opaque = response.type_() == web_sys::ResponseType::Opaqueredirect;
        let response = Response::from(response);
        let status = response.status();
        let next = life.on_response(status, opaque);
        if next != Action::Read {
            return next;
        }
        // The body is read past gloo-net, whose errors cannot hold every value that a promise may be rejected with.
        let headers = response.headers();
        let text = match web_sys::Response::from(response).text() {
            Ok(promise) => JsFuture::from(promise).await,
            Err(thrown) => Err(thrown),
        };
        let text = match text {
            Ok(text) => text.as_string().unwrap_or_default(),
            Err(thrown) => return flight.lost(life, &thrown),
        };
        let value = js_sys::JSON::parse(&text);
        if is_success(status) {
            return success(life, operation, status, &text, value.ok(), reply);
        }
        let body = value.unwrap_or_else(|_| JsValue::from_str(&text));
        let peeked: serde_json::Value = serde_wasm_bindgen::from_value(body.clone()).unwrap_or_default();
        *reply = Some(body);
        life.on_error_response(
            read_error_body(status, asked_to_wait(&headers), &&peeked),
            js_sys::Date::now(),
            js_sys::Math::random(),
        )
    }

    fn request(
        &self,
        operation: &Operation,
        url: &str,
        body: Option<&str>,
        flight: &Flight,
    ) -> Result<web_sys::Request, gloo_net::Error> {
        let mut request = RequestBuilder::new(url)
            .method(Method::from_bytes(operation.method.as_str().as_bytes()).unwrap_or_default())
            .header("accept", "application/json")
            .redirect(web_sys::RequestRedirect::Manual)
            .cache(web_sys::RequestCache::NoStore)
            .abort_signal(Some(&flight.controller.signal()));
        if let Some(key) = &self.options.api_key {
            request = request.header("x-api-key", key);
        } else if operation.method != crate::operation::Method::GET
            && let Ok(attempt) = js::random_uuid()
        {
            // For a proxy, which forwards no attempt twice: browsers replay a request by themselves.
            request = request.header("x-wexa-attempt", &attempt);
        }
        let request = match body {
            Some(body) => request.header("content-type", "application/json").body(body)?,
            None => request.build()?,
        };
        Ok(request.into())
    }
}

/// The names and values of a query as text. An array is a name for each of its items.
fn pairs(
    query: Option<Result<JsValue, serde_wasm_bindgen::Error>>,
) -> Result<Vec<(String, String)>, Box<Failure>> {
    let Some(query) = query else { return Ok(Vec::new()) };
    let wrong = |error: serde_wasm_bindgen::Error| Failure::invalid("", &error.to_string());
    let fields: crate::JsonObject = serde_wasm_bindgen::from_value(query.map_err(wrong)?).map_err(wrong)?;
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), Into::into);
    let pairs = fields.into_iter().flat_map(|(name, value)| match value {
        serde_json::Value::Array(items) => items.iter().map(|item| (name.clone(), text(item))).collect(),
        value => vec![(name, text(&value))],
    });
    Ok(pairs.collect())
}

fn is_success(status: u16) -> bool {
    (200..=299).contains(&status)
}

/// Looks at what the client relies on in a success.
fn success(
    life: &mut CallState,
    operation: &Operation,
    status: u16,
    text: &str,
    value: Option<JsValue>,
    reply: &mut Option<JsValue>,
) -> Action {
    let Some(value) = value else {
        return life.on_unusable_response(
            status,
            if text.is_empty() { "the reply is empty" } else { "the reply is not JSON" },
        );
    };
    let peeked: serde_json::Value = serde_wasm_bindgen::from_value(value.clone()).unwrap_or_default();
    *reply = Some(value);
    let mut first = None;
    validate(&&peeked, operation.reply, ValidationLevel::Essential, &mut |mismatch| {
        first.get_or_insert(mismatch);
    });
    match first {
        None => life.finish(),
        Some(mismatch) => life.on_unusable_response(status, &mismatch.complaint()),
    }
}

/// One request under way: its abort controller, and the timer that uses it.
#[derive(Debug)]
struct Flight {
    controller: AbortController,
    timed_out: Rc<Cell<bool>>,
    _timer: Timer,
}

impl Flight {
    fn new(within: f64) -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let timed_out = Rc::new(Cell::new(false));
        let timer = {
            let (controller, timed_out) = (controller.clone(), Rc::clone(&timed_out));
            Timer::after(within, move || {
                timed_out.set(true);
                controller.abort();
            })
        };
        Ok(Self { controller, timed_out, _timer: timer })
    }

    fn lost(&self, life: &mut CallState, thrown: &JsValue) -> Action {
        let why = if self.timed_out.get() { AttemptError::TimedOut } else { AttemptError::Connection };
        let detail = js_sys::Reflect::get(thrown, &"message".into()).ok().and_then(|text| text.as_string());
        let detail = detail.unwrap_or_default();
        life.on_attempt_error(why, &detail, js_sys::Date::now(), js_sys::Math::random())
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        // Of a request that is over, this ends nothing.
        self.controller.abort();
    }
}

/// What the caller gave for one call.
#[derive(Debug)]
pub(crate) struct Call {
    operation: &'static Operation,
    ids: Vec<String>,
    body: Option<Result<JsValue, serde_wasm_bindgen::Error>>,
    query: Option<Result<JsValue, serde_wasm_bindgen::Error>>,
}

impl Call {
    pub(crate) fn of(operation: &'static Operation) -> Self {
        Self { operation, ids: Vec::new(), body: None, query: None }
    }

    pub(crate) fn id(mut self, id: &str) -> Self {
        self.ids.push(id.into());
        self
    }

    pub(crate) fn query<Q: Serialize>(mut self, query: &Q) -> Self {
        self.query = Some(query.serialize(&serde_wasm_bindgen::Serializer::json_compatible()));
        self
    }

    pub(crate) fn body<B: Serialize>(mut self, body: &B) -> Self {
        self.body = Some(body.serialize(&serde_wasm_bindgen::Serializer::json_compatible()));
        self
    }
}
