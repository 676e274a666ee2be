//! The export that searches for what a lost create has started: the JavaScript side of [`crate::executions::reconcile`].

use super::api_call::ApiCall;
use super::arguments::operation_request;
use super::failure_details::redact_value;
use super::{executor, imports, trap};
use crate::executions::reconcile::{
    Item, Listing, Lookup, LostCreate, SEARCH_TIMEOUT_MS, SearchReport, SentCreate, reconcile,
};
use crate::operation::Operation;
use crate::resources::executions;
use crate::send::send;
use crate::transport::deadline::sleep;
use js_sys::{Array, Date, JsString, Object, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"import type { CreateRegistry, LostSearch, SearchResult, SentCreate } from "../executions/create-registry.ts";
"#;

#[wasm_bindgen]
extern "C" {
    /// What this page or process has started: npm/executions/create-registry.ts. It outlives an instance of the module.
    #[wasm_bindgen(typescript_type = "CreateRegistry")]
    #[derive(Clone, Debug)]
    pub type CreateRegistry;

    #[wasm_bindgen(method)]
    fn claim(this: &CreateRegistry, execution_id: &str);
    #[wasm_bindgen(method, js_name = isClaimed)]
    fn is_claimed(this: &CreateRegistry, execution_id: &str) -> bool;
    #[wasm_bindgen(method, js_name = isComplete)]
    fn is_complete(this: &CreateRegistry) -> bool;
    #[wasm_bindgen(method)]
    fn others(this: &CreateRegistry, sent: &JsSentCreate) -> Array;

    /// A create that was sent.
    #[wasm_bindgen(typescript_type = "SentCreate")]
    #[derive(Clone, Debug)]
    pub type JsSentCreate;

    #[wasm_bindgen(method, getter, structural)]
    fn text(this: &JsSentCreate) -> JsString;
    #[wasm_bindgen(method, getter, structural)]
    fn at(this: &JsSentCreate) -> f64;
    #[wasm_bindgen(method, getter, structural)]
    fn settled(this: &JsSentCreate) -> bool;

    /// The search, as far as instances of the module have come with it.
    #[wasm_bindgen(typescript_type = "LostSearch")]
    #[derive(Clone, Debug)]
    pub type LostSearch;

    #[wasm_bindgen(method, getter, structural)]
    fn sent(this: &LostSearch) -> JsSentCreate;
    #[wasm_bindgen(method, getter, structural)]
    fn registry(this: &LostSearch) -> CreateRegistry;
    #[wasm_bindgen(method, getter, structural, js_name = lostAt)]
    fn lost_at(this: &LostSearch) -> f64;
    #[wasm_bindgen(method, getter, structural)]
    fn deadline(this: &LostSearch) -> f64;
    #[wasm_bindgen(method, getter, structural)]
    fn searches(this: &LostSearch) -> u32;
    #[wasm_bindgen(method, setter, structural)]
    fn set_searches(this: &LostSearch, searches: u32);
    #[wasm_bindgen(method, getter, structural, js_name = executionId)]
    fn execution_id(this: &LostSearch) -> Option<String>;
    #[wasm_bindgen(method, setter, structural, js_name = executionId)]
    fn set_execution_id(this: &LostSearch, execution_id: &str);

    #[wasm_bindgen(method, setter, structural, js_name = operation)]
    fn set_operation(this: &ApiCall, name: &str);

    #[wasm_bindgen(extends = Object)]
    type SearchResult;

    #[wasm_bindgen(method, setter, structural)]
    fn set_found(this: &SearchResult, execution: &JsValue);
    #[wasm_bindgen(method, setter, structural)]
    fn set_response(this: &SearchResult, response: &JsValue);
    #[wasm_bindgen(method, setter, structural)]
    fn set_candidates(this: &SearchResult, candidates: &JsValue);
    #[wasm_bindgen(method, setter, structural)]
    fn set_failures(this: &SearchResult, failures: u32);
}

/// Searches for the execution that a create of unknown outcome has started.
#[wasm_bindgen(js_name = reconcileCreate, unchecked_return_type = "Promise<SearchResult>")]
pub fn reconcile_create(search: &LostSearch, call: ApiCall) -> Promise {
    let promise = call.promise();
    let road =
        Road { call: call.clone(), search: search.clone(), sent: search.sent(), registry: search.registry() };
    executor::spawn(call, async move {
        let lost = LostCreate {
            body: imports::parse_json(&road.sent.text()),
            sent_at: road.sent.at(),
            lost_at: road.search.lost_at(),
            searches_made: road.search.searches() as usize,
        };
        let report = reconcile(&road, &lost).await;
        road.call.resolve(&road.result(report));
    });
    promise
}

/// The road of the npm package.
struct Road {
    call: ApiCall,
    search: LostSearch,
    sent: JsSentCreate,
    registry: CreateRegistry,
}

impl Road {
    /// Sends one request of the search.
    async fn request(&self, operation: &Operation, ids: Option<&Array>) -> Option<JsValue> {
        trap::at("reconcile");
        self.call.set_operation(operation.name);
        let mut options = (*self.call.resolved_options()).clone();
        let none = JsValue::UNDEFINED;
        let request = operation_request(&self.call, &options, operation, ids, &none, &none).ok()?;
        options.timeouts.total_timeout = SEARCH_TIMEOUT_MS.min(self.left());
        Some(send(&self.call, &request, &options).await.ok()?.data)
    }

    fn left(&self) -> f64 {
        self.search.deadline() - Date::now()
    }

    fn result(&self, report: SearchReport<JsValue>) -> JsValue {
        let result: SearchResult = Object::new().unchecked_into();
        if let Some(Item { data, response }) = report.found {
            result.set_found(&data);
            result.set_response(&response);
        }
        let candidates: Array = report.candidates.iter().collect();
        result.set_candidates(&redact_value(&candidates, &self.call.key().unwrap_or_default()));
        result.set_failures(report.failures);
        result.into()
    }
}

impl SentCreate<JsValue> for JsSentCreate {
    fn body(&self) -> JsValue {
        imports::parse_json(&self.text())
    }

    fn is_settled(&self) -> bool {
        self.settled()
    }
}

impl Lookup for Road {
    type Value = JsValue;
    type Create = JsSentCreate;

    async fn list(&self) -> Option<Listing<JsValue>> {
        let page = self.request(&executions::rows::list, None).await?;
        let response = self.call.response();
        let date = imports::get_header(&response, "date").map(|date| Date::parse(&date));
        Some(Listing { page, response, server_date: date.filter(|date| !date.is_nan()) })
    }

    async fn get(&self, execution_id: &str) -> Option<Item<JsValue>> {
        let ids = Array::of1(&JsValue::from_str(execution_id));
        let data = self.request(&executions::rows::get, Some(&ids)).await?;
        Some(Item { data, response: self.call.response() })
    }

    async fn sleep(&self, ms: f64) -> bool {
        // Sleeping into the limit would change nothing but the time it takes.
        ms < self.left() && sleep(&self.call, ms, self.call.options().signal().as_ref()).await.is_ok()
    }

    fn now(&self) -> f64 {
        Date::now()
    }

    fn parse_date(&self, date: &str) -> f64 {
        Date::parse(date)
    }

    fn searched(&self) {
        self.search.set_searches(self.search.searches() + 1);
    }

    fn others(&self) -> Vec<JsSentCreate> {
        self.registry.others(&self.sent).iter().map(JsCast::unchecked_into).collect()
    }

    fn is_claimed(&self, execution_id: &str) -> bool {
        // An earlier instance may have trapped after its claim.
        self.registry.is_claimed(execution_id) && self.search.execution_id().as_deref() != Some(execution_id)
    }

    fn claim(&self, execution_id: &str) {
        self.registry.claim(execution_id);
        self.search.set_execution_id(execution_id);
    }

    fn remembers_all_claims(&self) -> bool {
        self.registry.is_complete()
    }
}
