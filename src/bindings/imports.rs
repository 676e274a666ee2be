//! What the crate asks of JavaScript: the functions of `values.js`, `src/transport/fetch.js` and `src/transport/deadline.js`,
//! which catch what a caller's value throws.
//!
//! Nothing here decides anything. No import may throw, but for a trap of a nested call, which unwinds the whole module.

use js_sys::{Function, JsString, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal};

#[wasm_bindgen(module = "/src/transport/deadline.js")]
extern "C" {
    /// A timer and a listener on the caller's signal, for one attempt or one pause.
    #[derive(Clone, Debug)]
    pub(crate) type Deadline;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(
        ms: f64,
        signal: Option<&AbortSignal>,
        controller: Option<&AbortController>,
    ) -> Deadline;
    #[wasm_bindgen(method)]
    pub(crate) fn race(this: &Deadline, promise: Option<&Promise>) -> Promise;
    /// `"timeout"`, `"aborted"`, or nothing so far.
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn ended(this: &Deadline) -> Option<String>;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn reason(this: &Deadline) -> JsValue;
    #[wasm_bindgen(method)]
    pub(crate) fn close(this: &Deadline);
    #[wasm_bindgen(method)]
    pub(crate) fn abort(this: &Deadline, reason: &JsValue);
}

#[wasm_bindgen(module = "/src/transport/fetch.js")]
extern "C" {
    /// What the caller gave for its fetches: `fetch`, `fetchOptions` and `headers`, all of which may be absent.
    #[wasm_bindgen(extends = Object)]
    #[derive(Clone, Debug)]
    pub(crate) type FetchSettings;

    #[wasm_bindgen(method, setter, structural, js_name = fetchOptions)]
    pub(crate) fn set_fetch_options(this: &FetchSettings, options: &Object);

    #[wasm_bindgen(js_name = hasFetch)]
    pub(crate) fn has_fetch(settings: &FetchSettings) -> bool;
    /// The init of an attempt, with its headers.
    #[wasm_bindgen(js_name = createInit)]
    pub(crate) fn create_init(
        settings: &FetchSettings,
        method: &JsString,
        body: Option<&JsString>,
        key: Option<&JsString>,
        attempt_id: Option<&JsString>,
        signal: Option<&AbortSignal>,
    ) -> Object;
    #[wasm_bindgen(js_name = callFetch)]
    pub(crate) fn call_fetch(settings: &FetchSettings, url: &JsString, init: &Object) -> Promise;
    #[wasm_bindgen(js_name = callKeyFunction)]
    pub(crate) fn call_key_function(api_key: &Function) -> Promise;
    pub(crate) fn uuid() -> Option<JsString>;

    /// The status; -1 where the value is no response.
    #[wasm_bindgen(js_name = responseStatus)]
    pub(crate) fn response_status(response: &JsValue) -> i32;
    #[wasm_bindgen(js_name = isOpaqueRedirect)]
    pub(crate) fn is_opaque_redirect(response: &JsValue) -> bool;
    #[wasm_bindgen(js_name = getHeader)]
    pub(crate) fn get_header(response: &JsValue, name: &str) -> Option<String>;
    /// Resolves to the text, to `null` where it is longer than `limit` bytes, or to what a mock gives.
    #[wasm_bindgen(js_name = readText)]
    pub(crate) fn read_text(response: &JsValue, limit: f64, counted: bool) -> Promise;

    #[wasm_bindgen(js_name = causeCode)]
    pub(crate) fn cause_code(thrown: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = redactThrown)]
    pub(crate) fn redact_thrown(thrown: &JsValue, key: &str);
}

#[wasm_bindgen(module = "/src/bindings/values.js")]
extern "C" {
    pub(crate) fn now() -> f64;
    /// `undefined` where the text is no JSON.
    #[wasm_bindgen(js_name = parseJson)]
    pub(crate) fn parse_json(text: &JsString) -> JsValue;
    #[wasm_bindgen(js_name = isEmpty)]
    pub(crate) fn is_empty(text: &JsString) -> bool;
    /// The string, if the value is one and is well-formed.
    #[wasm_bindgen(js_name = wellFormed)]
    pub(crate) fn well_formed(value: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = describeType)]
    pub(crate) fn describe_type(value: &JsValue) -> String;
    #[wasm_bindgen(js_name = messageOf)]
    pub(crate) fn message_of(thrown: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = getField)]
    pub(crate) fn get_field(object: &JsValue, name: &JsString) -> JsValue;
    #[wasm_bindgen(js_name = setField)]
    pub(crate) fn set_field(object: &JsValue, name: &JsString, value: &JsValue);
    /// The value of an own field; one that is not there is set, if there is a value for it.
    #[wasm_bindgen(js_name = fillField)]
    pub(crate) fn fill_field(object: &JsValue, name: &JsString, value: Option<&JsValue>) -> JsValue;
    #[wasm_bindgen(js_name = sameField)]
    pub(crate) fn same_field(before: &JsValue, after: &JsValue, name: &JsString) -> bool;
}

/// Strings that each call needs. As constants they are made once; passing a `&str` decodes it each time.
pub(crate) mod strings {
    use js_sys::JsString;
    use wasm_bindgen::prelude::*;

    // rustfmt removes the values.
    #[rustfmt::skip]
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(thread_local_v2, static_string)]
        pub(crate) static GET: JsString = "GET";
        #[wasm_bindgen(thread_local_v2, static_string)]
        pub(crate) static POST: JsString = "POST";
        #[wasm_bindgen(thread_local_v2, static_string)]
        pub(crate) static PUT: JsString = "PUT";
        #[wasm_bindgen(thread_local_v2, static_string)]
        pub(crate) static PATCH: JsString = "PATCH";
        #[wasm_bindgen(thread_local_v2, static_string)]
        pub(crate) static DELETE: JsString = "DELETE";
    }
}
