//! The calls: one start, then looks at it until it has ended.

use crate::form::Fields;
use wexa_executeflow::error::Outcome;
use wexa_executeflow::resources::executions::{CreateExecution, Execution};
use wexa_executeflow::{Client, ClientOptions, Error, WatchOptions};
use yew::Callback;

/// How far it is, as the page shows it.
pub enum Progress {
    Idle,
    Starting,
    Seen { execution_id: String, status: String, ended: bool },
    Failed { code: &'static str, outcome: &'static str, message: String, advice: &'static str },
}

impl Progress {
    pub const fn is_going(&self) -> bool {
        matches!(self, Self::Starting | Self::Seen { ended: false, .. })
    }
}

impl From<Execution> for Progress {
    fn from(execution: Execution) -> Self {
        let ended = execution.status.is_terminal();
        Self::Seen { execution_id: execution.execution_id, status: execution.status.0, ended }
    }
}

impl From<Error> for Progress {
    fn from(error: Error) -> Self {
        let advice = match error.outcome() {
            _ if error.operation != "executions.create" && !error.operation.is_empty() => {
                "it was started, and could not be followed"
            }
            Outcome::NotSent => "nothing was sent",
            Outcome::Refused => "the server refused it, nothing was started",
            Outcome::Unknown => "it may have been started: look before you start it again",
            Outcome::Accepted => "it was started, and its reply was not understood",
        };
        Self::Failed {
            code: error.code().as_str(),
            outcome: error.outcome().as_str(),
            message: error.to_string(),
            advice,
        }
    }
}

/// Starts an execution and follows it; `tell` hears of everything that is seen.
pub async fn run(fields: Fields, tell: Callback<Progress>) {
    if let Err(error) = followed(fields, &tell).await {
        tell.emit(error.into());
    }
}

async fn followed(fields: Fields, tell: &Callback<Progress>) -> Result<(), Error> {
    let client = Client::new(ClientOptions {
        base_url: fields.base_url,
        api_key: given(fields.api_key),
        project_id: given(fields.project_id),
        executed_by: given(fields.executed_by),
        ..ClientOptions::default()
    })?;
    let request = CreateExecution {
        agentflow_id: fields.agentflow_id,
        goal: fields.goal,
        ..CreateExecution::default()
    };
    let execution = client.executions().create(&request).await?;
    let execution_id = execution.execution_id.clone();
    tell.emit(execution.into());
    let mut watch = client.watch(&execution_id, WatchOptions::default());
    while let Some(seen) = watch.next().await {
        tell.emit(seen?.into());
    }
    Ok(())
}

/// What was typed, if anything was.
fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
