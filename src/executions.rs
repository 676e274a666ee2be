//! What is done with an execution beyond single calls: following it, and finding it where its create was lost.

#[cfg(any(test, feature = "npm"))]
pub mod matching;
#[cfg(any(test, feature = "npm"))]
pub(crate) mod reconcile;
pub mod watch;
