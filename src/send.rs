//! How a call is sent: its state, its retries and its waits, without input or output.

pub mod retry;
pub mod retry_after;
pub mod state;
