//! The boundary to JavaScript: every `#[wasm_bindgen]` item of the crate, without decisions.
//!
//! Begin in [`exports`], what the npm package calls. [`executor`] runs its futures, [`api_call`] describes the objects of a
//! call, and [`imports`] is what the crate asks of JavaScript on every road.

#[cfg(feature = "npm")]
mod api_call;
#[cfg(feature = "npm")]
mod arguments;
#[cfg(feature = "npm")]
pub(crate) mod executor;
#[cfg(feature = "npm")]
mod exports;
#[cfg(feature = "npm")]
mod failure_details;
pub(crate) mod imports;
#[cfg(feature = "npm")]
mod reconcile;
pub(crate) mod trap;
