//! The functions of `imports.js`, and what the npm package's loop offers to a call.

use wasm_bindgen::prelude::*;

// What is caught here gives no value: with one, wasm-bindgen leaves a handle behind for each exception.
#[wasm_bindgen(module = "/src/bindings/imports.js")]
extern "C" {
    pub(super) fn learn(names: &str) -> u32;
    pub(super) fn kind(value: &JsValue) -> u8;
    pub(super) fn field_kind(object: &JsValue, shape: u32, index: u32) -> u8;
    pub(super) fn field(object: &JsValue, shape: u32, index: u32) -> JsValue;
    pub(super) fn set_field(object: &JsValue, shape: u32, index: u32, value: &JsValue);
    pub(super) fn length(array: &JsValue) -> u32;
    pub(super) fn item(array: &JsValue, index: u32) -> JsValue;
    pub(super) fn get(value: &JsValue, name: &str) -> JsValue;
    pub(super) fn copy(body: &JsValue) -> JsValue;
    pub(super) fn encode(body: &JsValue) -> JsValue;
    pub(super) fn parse(text: &JsValue) -> JsValue;
    pub(super) fn entries(query: &JsValue) -> JsValue;
    pub(super) fn as_text(value: &JsValue) -> JsValue;
    pub(super) fn headers_of(response: &web_sys::Response) -> web_sys::Headers;
    pub(super) fn same(one: &JsValue, other: &JsValue) -> bool;
    #[wasm_bindgen(catch)]
    pub(super) fn read_text(send: &Caller, response: &web_sys::Response) -> Result<(), JsValue>;
    pub(super) fn is_response(value: &JsValue) -> bool;
    #[wasm_bindgen(catch)]
    pub(super) fn fetch_now(
        send: &Caller,
        url: &str,
        method: &str,
        body: &JsValue,
        key: &JsValue,
    ) -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// One call as the npm package's loop sees it: `Caller` in npm/drive.ts.
    pub type Caller;

    /// Gives what is to be waited for: a promise, or so many milliseconds.
    #[wasm_bindgen(method)]
    pub(super) fn give(this: &Caller, value: JsValue, ms: f64);

    /// Tells of a field of the reply that is not what the documents say.
    #[wasm_bindgen(method)]
    pub(super) fn differs(this: &Caller, path: &str, words: &str);

    /// Gives one field that is wrong, before the failure that it belongs to.
    #[wasm_bindgen(method)]
    pub(super) fn wrong(this: &Caller, path: &str, message: &str);

    /// Gives the failure that ends the call, with the reply's body.
    #[wasm_bindgen(method)]
    pub(super) fn fail(
        this: &Caller,
        code: u8,
        outcome: u8,
        retryable: bool,
        message: &str,
        status: u16,
        attempts: u32,
        retry_after: Option<f64>,
        body: &JsValue,
        cause: &JsValue,
    );
}
