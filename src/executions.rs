//! What is done with an execution beyond single calls, without input or output.

pub mod watch;
