//! The operations of the API: one file per resource, its rows and the types it takes and gives.

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
#[cfg(feature = "metadata")]
pub mod unpublished;

#[cfg(any(test, feature = "npm", feature = "metadata"))]
use crate::operation::Resource;

/// Every resource of the client, in the order of the generated tables.
#[cfg(any(test, feature = "npm", feature = "metadata"))]
pub(crate) static RESOURCES: &[&Resource] = &[
    &executions::RESOURCE,
    &agentflows::RESOURCE,
    &actions::RESOURCE,
    &analytics::RESOURCE,
    &customer::RESOURCE,
    &schedules::RESOURCE,
    &connectors::RESOURCE,
    &dashboard::RESOURCE,
    &files::RESOURCE,
    &inbox::RESOURCE,
    &marketplace::RESOURCE,
    &settings::RESOURCE,
    &skills::RESOURCE,
    &tags::RESOURCE,
    &tasks::RESOURCE,
    &tables::RESOURCE,
    &members::RESOURCE,
    &projects::RESOURCE,
    &triggers::RESOURCE,
    &llm::RESOURCE,
];

/// Every resource of the client, for the generators.
#[cfg(feature = "metadata")]
#[must_use]
pub fn resources() -> &'static [&'static Resource] {
    RESOURCES
}

#[cfg(test)]
mod tests;
