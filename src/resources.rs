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

#[cfg(feature = "metadata")]
pub mod unpublished;

#[cfg(any(test, feature = "npm"))]
use crate::operation::Operation;
use crate::operation::Resource;

/// Every resource of the client, in the order of the generated tables.
#[cfg_attr(
    not(any(test, feature = "npm", feature = "metadata")),
    allow(dead_code, reason = "the Rust API has a method for each operation")
)]
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

/// The operation of that name: `executions.create`.
#[cfg(any(test, feature = "npm"))]
pub(crate) fn find(name: &str) -> Option<&'static Operation> {
    RESOURCES
        .iter()
        .flat_map(|resource| resource.operations)
        .copied()
        .find(|operation| operation.is_named(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_found_by_either_spelling_of_their_names() {
        for name in ["executions.create", "tables.list_records", "tables.listRecords", "llm.call"] {
            assert_eq!(find(name).map(|operation| operation.is_named(name)), Some(true), "{name}");
        }
        assert!(find("executions.nothing").is_none());
    }

    #[test]
    fn no_two_operations_have_the_same_name() {
        let all: Vec<_> = RESOURCES.iter().flat_map(|resource| resource.operations).collect();
        for operation in &all {
            let same = all.iter().filter(|other| other.is_named(operation.name));
            assert_eq!(same.count(), 1, "{}", operation.name);
        }
    }

    #[test]
    fn the_client_fills_what_the_documentation_says() {
        use crate::schema::Fill;
        let fills = find("executions.create").map(|operation| operation.fills);
        assert_eq!(
            fills,
            Some(
                &[
                    ("executed_by", Fill::User),
                    ("input_variables", Fill::EmptyObject),
                    ("projectID", Fill::Project),
                ][..]
            )
        );
        let fills = find("executions.pause").map(|operation| operation.fills);
        assert_eq!(fills, Some(&[("projectID", Fill::Project), ("execution_id", Fill::Id)][..]));
    }
}
