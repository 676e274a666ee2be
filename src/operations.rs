//! The operations of the API: one file per group, its rows and the types it takes and gives.

pub mod executions;

#[cfg(any(feature = "npm", feature = "describe"))]
use crate::operation::Group;
#[cfg(feature = "npm")]
use crate::operation::Operation;

/// Every group of the client, in the order of the generated tables.
#[cfg(any(feature = "npm", feature = "describe"))]
pub(crate) static GROUPS: &[&Group] = &[&executions::GROUP];

/// The operation at `index`, counted through all groups in order.
#[cfg(feature = "npm")]
pub(crate) fn at(index: usize) -> Option<&'static Operation> {
    GROUPS.iter().flat_map(|group| group.operations).nth(index).copied()
}

/// Every group of the client, for the generators.
#[cfg(feature = "describe")]
#[must_use]
pub fn groups() -> &'static [&'static Group] {
    GROUPS
}
