//! The groups of operations of the Rust API's client.

use super::Client;
use crate::resources::actions::Actions;
use crate::resources::agentflows::Agentflows;
use crate::resources::analytics::Analytics;
use crate::resources::connectors::Connectors;
use crate::resources::customer::Customers;
use crate::resources::dashboard::Dashboard;
use crate::resources::executions::Executions;
use crate::resources::files::Files;
use crate::resources::inbox::Inbox;
use crate::resources::llm::LlmCalls;
use crate::resources::marketplace::Marketplace;
use crate::resources::members::Members;
use crate::resources::projects::Projects;
use crate::resources::schedules::Schedules;
use crate::resources::settings::Settings;
use crate::resources::skills::Skills;
use crate::resources::tables::Tables;
use crate::resources::tags::Tags;
use crate::resources::tasks::Tasks;
use crate::resources::triggers::Triggers;

impl Client {
    /// Executions: runs of an agentflow.
    #[must_use]
    pub fn executions(&self) -> Executions<'_> {
        Executions(self)
    }

    /// Agentflows: the coworkers that executions run, with their agents.
    #[must_use]
    pub fn agentflows(&self) -> Agentflows<'_> {
        Agentflows(self)
    }

    /// Actions: what connectors can do, run by hand.
    #[must_use]
    pub fn actions(&self) -> Actions<'_> {
        Actions(self)
    }

    /// Analytics: how much a project uses.
    #[must_use]
    pub fn analytics(&self) -> Analytics<'_> {
        Analytics(self)
    }

    /// The customer: an organization's plan, what it may use and what it has used.
    #[must_use]
    pub fn customer(&self) -> Customers<'_> {
        Customers(self)
    }

    /// Schedules: when coworkers run by themselves.
    #[must_use]
    pub fn schedules(&self) -> Schedules<'_> {
        Schedules(self)
    }

    /// Connectors: a project's accounts at other services.
    #[must_use]
    pub fn connectors(&self) -> Connectors<'_> {
        Connectors(self)
    }

    /// The dashboard of a project.
    #[must_use]
    pub fn dashboard(&self) -> Dashboard<'_> {
        Dashboard(self)
    }

    /// Files: the knowledge base of a project.
    #[must_use]
    pub fn files(&self) -> Files<'_> {
        Files(self)
    }

    /// The inbox: what executions ask of a person. Its times are in milliseconds, unlike those of executions and tasks.
    #[must_use]
    pub fn inbox(&self) -> Inbox<'_> {
        Inbox(self)
    }

    /// The marketplace: connectors and coworkers that an organization can get.
    #[must_use]
    pub fn marketplace(&self) -> Marketplace<'_> {
        Marketplace(self)
    }

    /// The settings of a project.
    #[must_use]
    pub fn settings(&self) -> Settings<'_> {
        Settings(self)
    }

    /// Skills: what agents can do with a connector.
    #[must_use]
    pub fn skills(&self) -> Skills<'_> {
        Skills(self)
    }

    /// The tags of a project.
    #[must_use]
    pub fn tags(&self) -> Tags<'_> {
        Tags(self)
    }

    /// Tasks: what executions belong to. Their times are in seconds.
    #[must_use]
    pub fn tasks(&self) -> Tasks<'_> {
        Tasks(self)
    }

    /// Tables: the data of a project, in rows and columns. The API's paths call them storage.
    #[must_use]
    pub fn tables(&self) -> Tables<'_> {
        Tables(self)
    }

    /// Members: the people of a project.
    #[must_use]
    pub fn members(&self) -> Members<'_> {
        Members(self)
    }

    /// Projects: what agentflows, executions and everything else belong to.
    #[must_use]
    pub fn projects(&self) -> Projects<'_> {
        Projects(self)
    }

    /// Triggers: events of a connector that start agentflows.
    #[must_use]
    pub fn triggers(&self) -> Triggers<'_> {
        Triggers(self)
    }

    /// Calls of a language model.
    #[must_use]
    pub fn llm(&self) -> LlmCalls<'_> {
        LlmCalls(self)
    }
}
