//! The operations that the documents name and nobody says how to call: for the reference.

/// An operation whose path nobody publishes.
#[derive(Clone, Copy, Debug)]
pub struct Unpublished {
    /// The documents' group.
    pub group: &'static str,
    /// The documents' name.
    pub name: &'static str,
    /// The method that the documents' sidebar shows; empty where it shows none.
    pub method: &'static str,
    /// What else is known.
    pub known: &'static str,
}

/// All of them, in the order of the documents.
pub const UNPUBLISHED: &[Unpublished] = &[
    row("Actions", "create action", "POST", "Not `actions.run`, which runs an action of a connector."),
    row("Actions", "get action", "GET", ""),
    row("Agentflows", "failover agentflows", "GET", "Gone from the later edition of the documents."),
    row("Agentflows", "Verify_quota", "POST", "Gone from the later edition of the documents; in no SDK."),
    row("Credits", "Validate user validity", "", "In no SDK."),
    row("Credits", "validate workspace credits", "", "In no SDK."),
    row("Executeflow", "verify quota", "POST", "Gone from the later edition of the documents; in no SDK."),
    row("Files", "get total file size", "GET", "Gone from the later edition of the documents; in no SDK."),
    row("Tasks", "Get all tasks", "", "Gone from the later edition of the documents."),
    row("Tasks", "get specific task graph", "", "Gone from the later edition of the documents."),
];

const fn row(
    group: &'static str,
    name: &'static str,
    method: &'static str,
    known: &'static str,
) -> Unpublished {
    Unpublished { group, name, method, known }
}
