//! What a response says.

pub mod error_body;
