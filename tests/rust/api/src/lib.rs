//! What a page calls to use the crate as Rust does: each export is one small program over [`Client`].

use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::{Serializer, from_value};
use wasm_bindgen::prelude::*;
use wexa_executeflow::resources::executions::{CreateExecution, Execution};
use wexa_executeflow::{Client, ClientOptions, Error, WatchOptions};

/// The options that the page gives.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PathParam {
    base_url: String,
    api_key: Option<String>,
    project_id: Option<String>,
    executed_by: Option<String>,
    timeout: Option<f64>,
    #[serde(default)]
    dangerously_allow_browser: bool,
}

/// What the page is told of an error.
#[derive(Debug, Serialize)]
struct Told {
    code: &'static str,
    outcome: &'static str,
    operation: &'static str,
    message: String,
    status: u16,
    attempts: u32,
    fields: Vec<String>,
}

impl From<Error> for Told {
    fn from(error: Error) -> Self {
        Self {
            code: error.code().as_str(),
            outcome: error.outcome().as_str(),
            operation: error.operation,
            message: error.to_string(),
            status: error.failure.status,
            attempts: error.failure.attempts,
            fields: error.failure.fields.iter().map(|field| field.path.clone()).collect(),
        }
    }
}

fn client(options: JsValue) -> Result<Client, JsValue> {
    let given: PathParam = from_value(options)?;
    let default = ClientOptions::default();
    Client::new(ClientOptions {
        base_url: given.base_url,
        api_key: given.api_key,
        project_id: given.project_id,
        executed_by: given.executed_by,
        timeout: given.timeout.unwrap_or(default.timeout),
        dangerously_allow_browser: given.dangerously_allow_browser,
        ..default
    })
    .map_err(tell)
}

fn tell(error: Error) -> JsValue {
    plain(&Told::from(error)).unwrap_or_default()
}

fn plain<T: Serialize>(value: &T) -> Result<JsValue, serde_wasm_bindgen::Error> {
    value.serialize(&Serializer::json_compatible())
}

/// Starts an execution, and gives it as a plain object.
#[wasm_bindgen]
pub async fn create(options: JsValue, agentflow_id: String, goal: String) -> Result<JsValue, JsValue> {
    let execution = started(&client(options)?, agentflow_id, goal).await.map_err(tell)?;
    Ok(plain(&execution)?)
}

/// Starts an execution, and gives what is seen of it until it has ended: the status and the number of outputs.
#[wasm_bindgen(js_name = createAndWatch)]
pub async fn create_and_watch(
    options: JsValue,
    agentflow_id: String,
    goal: String,
) -> Result<JsValue, JsValue> {
    let client = client(options)?;
    let execution = started(&client, agentflow_id, goal).await.map_err(tell)?;
    let often = WatchOptions { interval: 50.0, max_interval: 200.0, ..WatchOptions::default() };
    let mut watch = client.watch(&execution.execution_id, often);
    let mut seen = Vec::new();
    while let Some(execution) = watch.next().await {
        let execution = execution.map_err(tell)?;
        seen.push((execution.status.0, execution.agents_output.len()));
    }
    let brief = WatchOptions { total_timeout: 500.0, ..often };
    let ended = client.wait(&execution.execution_id, brief).await.map_err(tell)?;
    let lost = client.wait("nothing", brief).await.err().map(Told::from);
    let endless = started(&client, execution.agentflow_id, String::from("endless")).await.map_err(tell)?;
    let late = client.wait(&endless.execution_id, brief).await.err().map(Told::from);
    Ok(plain(&Watched { seen, ended: ended.status.0, lost, late })?)
}

/// What a page is told of a watch.
#[derive(Debug, Serialize)]
struct Watched {
    seen: Vec<(String, usize)>,
    ended: String,
    lost: Option<Told>,
    late: Option<Told>,
}

/// Starts an execution, and asks for it by its id.
#[wasm_bindgen(js_name = createAndGet)]
pub async fn create_and_get(
    options: JsValue,
    agentflow_id: String,
    goal: String,
) -> Result<JsValue, JsValue> {
    let client = client(options)?;
    let execution = started(&client, agentflow_id, goal).await.map_err(tell)?;
    let again = client.executions().get(&execution.execution_id).await.map_err(tell)?;
    Ok(plain(&again)?)
}

async fn started(client: &Client, agentflow_id: String, goal: String) -> Result<Execution, Error> {
    client.executions().create(&CreateExecution { agentflow_id, goal, ..CreateExecution::default() }).await
}
