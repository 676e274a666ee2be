//! What is done with an execution beyond single calls: following it, and finding it where its create was lost.

pub mod matching;
#[cfg(any(test, feature = "npm"))]
#[cfg_attr(not(feature = "npm"), allow(dead_code, reason = "its tests need less than the npm package"))]
pub(crate) mod reconcile;
pub mod watch;
