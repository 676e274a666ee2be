//! The functions of `imports.js`. Nothing but numbers crosses the boundary: a value is named by its place in the
//! call's list of values, text by where it stands in memory.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/bindings/imports.js")]
extern "C" {
    /// Takes the names of all shapes' fields, and what each field may be.
    pub(super) fn learn(names: *const u8, length: usize, kinds: *const u8);

    // What a value is, and what is in it. What is in it is put at the next place.
    pub(super) fn kind(at: u32) -> u8;
    pub(super) fn field_kind(at: u32, shape: u32, index: u32) -> u8;
    pub(super) fn next_field(at: u32, shape: u32, from: u32) -> i32;
    pub(super) fn field(at: u32, shape: u32, index: u32);
    pub(super) fn length(at: u32) -> u32;
    pub(super) fn item(at: u32, index: u32) -> u8;
    pub(super) fn named(at: u32, name: *const u8, length: usize);
    pub(super) fn same(one: u32, other: u32) -> bool;
    /// The value of a number; NaN for anything else.
    pub(super) fn number(at: u32) -> f64;

    // Text on its way to Rust: first its length in bytes, or -1 where there is none; then `take` writes it.
    pub(super) fn text(at: u32) -> i32;
    pub(super) fn take(into: *mut u8);

    // The request.
    pub(super) fn copy(at: u32) -> bool;
    pub(super) fn set_field(at: u32, shape: u32, index: u32, from: u32);
    pub(super) fn encode(at: u32) -> u8;
    pub(super) fn put(at: u32, from: u32);
    // What is appended stays where it is as long as the module lives.
    pub(super) fn url(text: *const u8, length: usize);
    pub(super) fn segment(at: u32) -> bool;
    pub(super) fn pair(name: *const u8, length: usize, at: u32) -> bool;
    pub(super) fn pairs(at: u32) -> bool;

    // The reply.
    /// 0 where the text is no JSON, 2 where it is and fits the type, else 1.
    pub(super) fn parse(accepts: u8, inside: u8) -> u8;
    /// The numbers that the headers `retry-after-ms` and `retry-after` are; NaN for anything else.
    pub(super) fn wait_number(which: u8) -> f64;
    /// The milliseconds until the date that `retry-after` is; NaN for anything else.
    pub(super) fn until() -> f64;
    pub(super) fn differs(path: *const u8, path_length: usize, words: *const u8, words_length: usize);

    // What comes of a step.
    pub(super) fn give(ms: f64);
    pub(super) fn wrong(path: *const u8, path_length: usize, message: *const u8, message_length: usize);
    pub(super) fn fail(
        code: u8,
        outcome: u8,
        retryable: bool,
        status: u16,
        attempts: u32,
        retry_after: f64,
        message: *const u8,
        length: usize,
    );

    #[cfg(feature = "trap")]
    pub(super) fn trap_at(point: u8) -> bool;
}
