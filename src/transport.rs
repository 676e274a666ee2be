//! HTTP: one attempt of a request, from its headers to the text of its response.
//!
//! Begin in `fetch`, the only place that calls fetch for the API.

pub(crate) mod connection_error;
pub(crate) mod deadline;
pub(crate) mod fetch;
