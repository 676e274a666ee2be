//! A typed client for the [Wexa AI](https://wexa.ai) API, for web frontends and edge workers.
//!
//! From Rust that is compiled to WebAssembly:
//!
//! ```no_run
//! # async fn example() -> Result<(), wexa_executeflow::Error> {
//! use wexa_executeflow::{Client, ClientOptions, resources::executions::CreateExecution};
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
//! A call goes through these rooms, from the top down:
//!
//! - `client` is the Rust API, `bindings` what the npm package calls. Both make a request and send it;
//! - [`request`]: a request's address and body;
//! - [`send`]: the life of a call. `send()` is its loop, [`send::state`] decides what follows an attempt, without input or
//!   output;
//! - `transport`: one attempt, the only place that calls fetch; [`response`]: what a response means;
//! - [`executions`]: following an execution, and searching for one whose create was lost;
//! - [`operation`], [`resources`], [`schema`]: what the API is;
//! - [`options`], [`error`], [`redact`](mod@redact): what all of them share.

pub(crate) mod bindings;
#[cfg(feature = "client")]
mod client;
pub mod error;
pub mod executions;
pub mod json_view;
pub mod list_response;
#[cfg(feature = "metadata")]
pub mod metadata;
pub mod operation;
pub mod options;
pub mod redact;
pub mod request;
pub mod resources;
pub mod response;
pub mod schema;
pub mod send;
pub mod status;
pub mod transport;

#[cfg(feature = "client")]
pub use client::{Client, ClientOptions, Error, Watch, WatchOptions};

/// A JSON object.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;
