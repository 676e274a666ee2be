//! A typed client for the [Wexa AI](https://wexa.ai) API, for web frontends and edge workers.
//!
//! From Rust that is compiled to WebAssembly:
//!
//! ```no_run
//! # async fn example() -> Result<(), wexa_executeflow::Error> {
//! use wexa_executeflow::{Client, ClientOptions, operations::executions::CreateExecution};
//!
//! let client = Client::new(ClientOptions {
//!     base_url: "https://wexa-proxy.example.com".into(), // the proxy adds the key
//!     project_id: Some("67fdea40aac77be632954f13".into()),
//!     executed_by: Some("67fdea40aac77be632954f0e".into()),
//!     ..ClientOptions::default()
//! })?;
//! let execution = client
//!     .executions()
//!     .create(&CreateExecution {
//!         agentflow_id: "67fdea9b68df1c3e9580a549".into(),
//!         goal: "run".into(),
//!         ..CreateExecution::default()
//!     })
//!     .await?;
//! # let _ = execution.status;
//! # Ok(())
//! # }
//! ```
//!
//! # The crate's map
//!
//! - [`operation`], [`operations`]: what an operation is, and the table of them with their types;
//! - [`shape`], [`check`](mod@check): what the JSON of the API looks like, and the typed look at a reply;
//! - [`call`], [`retry`], [`retry_after`], [`error`]: the life of a call, without input or output;
//! - [`watch`]: how an execution is followed, without input or output;
//! - [`request`], [`refusal`]: the address of a request, and what a server says when it refuses one;
//! - `client`: the Rust API; `bindings`: the exports of the npm package. Both drive the same life of a call.

#[cfg(any(test, all(feature = "npm", target_arch = "wasm32")))]
mod alloc;
#[cfg(feature = "npm")]
mod bindings;
pub mod call;
pub mod check;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "describe")]
pub mod describe;
pub mod error;
#[cfg(feature = "client")]
mod js;
pub mod listed;
pub mod operation;
pub mod operations;
pub mod refusal;
#[cfg(feature = "client")]
mod reply;
pub mod request;
pub mod retry;
pub mod retry_after;
pub mod shape;
pub mod status;
#[cfg(any(test, feature = "npm"))]
mod table;
mod text;
pub mod watch;

#[cfg(feature = "client")]
pub use client::{Client, ClientOptions, Watch, WatchOptions};
#[cfg(feature = "client")]
pub use error::Error;

/// A JSON object.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;
