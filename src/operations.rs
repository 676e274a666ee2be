//! The operations of the API: one file per group, its rows and the types it takes and gives.

pub mod actions;
pub mod agentflows;
pub mod analytics;
pub mod connectors;
pub mod customer;
pub mod dashboard;
pub mod executions;
pub mod files;
pub mod inbox;
pub mod llm;
pub mod marketplace;
pub mod members;
pub mod projects;
pub mod schedules;
pub mod settings;
pub mod skills;
pub mod tables;
pub mod tags;
pub mod tasks;
pub mod triggers;

#[cfg(any(test, feature = "npm"))]
pub(crate) mod other;
#[cfg(feature = "describe")]
pub mod unpublished;

#[cfg(any(test, feature = "npm", feature = "describe"))]
use crate::operation::Group;

/// Every group of the client, in the order of the generated tables.
#[cfg(any(test, feature = "npm", feature = "describe"))]
pub(crate) static GROUPS: &[&Group] = &[
    &executions::GROUP,
    &agentflows::GROUP,
    &actions::GROUP,
    &analytics::GROUP,
    &customer::GROUP,
    &schedules::GROUP,
    &connectors::GROUP,
    &dashboard::GROUP,
    &files::GROUP,
    &inbox::GROUP,
    &marketplace::GROUP,
    &settings::GROUP,
    &skills::GROUP,
    &tags::GROUP,
    &tasks::GROUP,
    &tables::GROUP,
    &members::GROUP,
    &projects::GROUP,
    &triggers::GROUP,
    &llm::GROUP,
];

/// Every group of the client, for the generators.
#[cfg(feature = "describe")]
#[must_use]
pub fn groups() -> &'static [&'static Group] {
    GROUPS
}

#[cfg(test)]
mod tests;
