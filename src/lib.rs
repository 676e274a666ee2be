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
//! - [`operation`], [`resources`]: what an operation is, and the table of them with their types;
//! - [`schema`], [`validate`](mod@validate): what the JSON of the API looks like, and the validation of a response;
//! - [`send`], [`error`]: the state of a call, its retries and its waits, without input or output;
//! - [`executions`]: how an execution is followed, without input or output;
//! - [`request`], [`response`]: the address of a request, and what a server says when it refuses one;
//! - `client`: the Rust API; `bindings`: the exports of the npm package. Both drive the same state of a call.

#[cfg(any(test, all(feature = "npm", target_arch = "wasm32")))]
mod alloc;
#[cfg(feature = "npm")]
mod bindings;
#[cfg(feature = "client")]
mod client;
pub mod error;
pub mod executions;
#[cfg(feature = "client")]
mod js;
pub mod list_response;
#[cfg(feature = "metadata")]
pub mod metadata;
pub mod operation;
#[cfg(feature = "metadata")]
pub mod options {
    //! The options of a client, of a call and of a create, for the generators in `xtask`.
    pub mod declared;
}
#[cfg(feature = "client")]
mod reply;
pub mod request;
pub mod resources;
pub mod response;
pub mod schema;
pub mod send;
pub mod status;
#[cfg(any(test, feature = "npm"))]
mod table;
mod text;
pub mod validate;

#[cfg(feature = "client")]
pub use client::{Client, ClientOptions, Watch, WatchOptions};
#[cfg(feature = "client")]
pub use error::Error;

/// A JSON object.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;
