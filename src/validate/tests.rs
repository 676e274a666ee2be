use super::*;
use crate::resources::executions::{CreateExecution, Execution};
use crate::schema::HasSchema;
use proptest::prelude::*;
use serde_json::{Value, json};

fn documented() -> Value {
    let facts = include_str!("../../tests/facts/create-executeflow.json");
    serde_json::from_str::<Value>(facts).unwrap()["response"].clone()
}

fn mismatches(value: &Value, ty: &Schema, depth: ValidationLevel) -> Vec<Mismatch> {
    let mut found = Vec::new();
    validate(&value, ty, depth, &mut |mismatch| found.push(mismatch));
    found
}

fn paths(value: &Value, ty: &Schema) -> Vec<String> {
    mismatches(value, ty, ValidationLevel::Whole).into_iter().map(|mismatch| mismatch.path).collect()
}

#[test]
fn the_documented_execution_is_as_declared() {
    assert_eq!(mismatches(&documented(), &Execution::SCHEMA, ValidationLevel::Whole), []);
}

#[test]
fn every_field_of_the_documented_execution_is_declared() {
    fn covered(value: &Value, inside: Contents, path: &str) {
        match (inside, value) {
            (Contents::Fields(shape), Value::Object(fields)) => {
                for (name, value) in fields {
                    let index = shape.names.split(' ').position(|known| known == name);
                    let field =
                        &shape.fields[index.unwrap_or_else(|| panic!("{path}.{name} is not declared"))];
                    covered(value, field.ty.inside, &format!("{path}.{name}"));
                }
                assert_eq!(
                    fields.len(),
                    shape.fields.len(),
                    "{path} declares fields that are not documented"
                );
            }
            (Contents::Items(item), Value::Array(items)) => {
                items.iter().for_each(|value| covered(value, item.inside, &format!("{path}[]")));
            }
            _ => {}
        }
    }
    covered(&documented(), Execution::SCHEMA.inside, "execution");
}

#[test]
fn the_documented_execution_goes_through_serde_unchanged() {
    let execution: Execution = serde_json::from_value(documented()).unwrap();
    assert_eq!(execution.agentflow.agents[0].llm.model, "azure/gpt-4o");
    assert_eq!(execution.created_at, 1_745_220_609.001_88);
    assert_eq!(execution.unknown.len(), 0);
    let back = serde_json::to_value(&execution).unwrap();
    // 0 and 10000 are 0.0 and 10000.0 to Rust; serde-wasm-bindgen makes the same JavaScript number of both.
    let text = back.to_string().replace(":0.0", ":0").replace(":10000.0", ":10000");
    assert_eq!(text, documented().to_string());
}

#[test]
fn a_drifting_field_does_not_lose_the_execution_to_rust() {
    let mut value = documented();
    value["agentflow"]["image"] = json!({ "url": "https://example.com" });
    value["created_at"] = json!("yesterday");
    value["brand_new"] = json!([1, 2]);
    let execution: Execution = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(execution.execution_id, value["execution_id"]);
    assert_eq!((execution.created_at, execution.agentflow.image.as_str()), (0.0, ""));
    assert_eq!(execution.unknown["brand_new"], json!([1, 2]));

    value.as_object_mut().unwrap().remove("execution_id");
    assert!(serde_json::from_value::<Execution>(value).is_err());
}

#[test]
fn each_difference_has_its_path() {
    let mut value = documented();
    value["agentflow"]["agents"][0]["llm"]["model"] = json!(4);
    value["agentflow"]["image"] = Value::Null;
    value["status"] = json!(7);
    value.as_object_mut().unwrap().remove("task_id");
    assert_eq!(
        paths(&value, &Execution::SCHEMA),
        ["task_id", "agentflow.agents[0].llm.model", "agentflow.image", "status"]
    );
}

#[test]
fn only_what_the_client_relies_on_is_essential() {
    let mismatches = mismatches(&json!({}), &Execution::SCHEMA, ValidationLevel::Whole);
    let essential: Vec<_> =
        mismatches.iter().filter(|one| one.essential).map(|one| one.path.as_str()).collect();
    assert_eq!(essential, ["execution_id", "status"]);
    assert!(mismatches.len() > 20);
    assert_eq!(
        self::mismatches(&json!({}), &Execution::SCHEMA, ValidationLevel::Essential).len(),
        2,
        "a shallow look sees nothing else"
    );
}

#[test]
fn a_reply_of_another_kind_is_essential() {
    for value in [json!([]), json!("ok"), Value::Null] {
        let found = mismatches(&value, &Execution::SCHEMA, ValidationLevel::Essential);
        assert!(found.len() == 1 && found[0].essential && found[0].path.is_empty(), "{found:?}");
    }
}

#[test]
fn what_is_null_at_first_may_become_something() {
    let mut value = documented();
    value["conclusion"] = json!("# Done");
    value["end_time"] = json!(1_745_220_709.5);
    value["parent_execution_id"] = json!("8ffc2a03-5d38-4321-aae8-c9f32d7707fc");
    assert_eq!(paths(&value, &Execution::SCHEMA), [""; 0]);
    value["conclusion"] = json!({ "conclusion": "# Done" });
    assert_eq!(paths(&value, &Execution::SCHEMA), [""; 0]);
    value["conclusion"] = json!({ "conclusion": 3 });
    assert_eq!(paths(&value, &Execution::SCHEMA), ["conclusion.conclusion"]);
}

#[test]
fn a_request_is_told_what_is_missing() {
    let request = json!({ "agentflow_id": "67fdea9b68df1c3e9580a549", "goal": 3, "input_variables": [] });
    let found = mismatches(&request, &CreateExecution::SCHEMA, ValidationLevel::Whole);
    let words: Vec<_> = found.iter().map(|one| format!("{}: {}", one.path, one.words())).collect();
    assert_eq!(
        words,
        [
            "executed_by: expected string, found nothing",
            "goal: expected string, found number",
            "input_variables: expected object or nothing, found array",
            "projectID: expected string, found nothing",
        ]
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = "[a-z_]{1,3}|execution_id|status|agentflow|agents|llm|conclusion|agents_output|executed_by";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,5}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::hash_map(names, inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_reply_breaks_the_walk(value in any_json()) {
        for mismatch in mismatches(&value, &Execution::SCHEMA, ValidationLevel::Whole) {
            prop_assert!(!mismatch.expected.intersects(mismatch.found));
            let pointer = format!("/{}", mismatch.path.replace(['[', '.'], "/").replace(']', ""));
            let there = if mismatch.path.is_empty() { Some(&value) } else { value.pointer(&pointer) };
            let kind = there.map_or(JsonTypes::ABSENT, |value| value.kind());
            prop_assert_eq!(kind, mismatch.found, "{}", mismatch.path);
        }
    }
}
