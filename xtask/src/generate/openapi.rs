//! The same table as an OpenAPI 3.1 file.

use super::placeholders;
use crate::Failure;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use wexa_executeflow::operation::{Idempotency, Operation, Resource};
use wexa_executeflow::request::url::is_project;
use wexa_executeflow::schema::{Contents, Field, ObjectSchema, Role};
use wexa_executeflow::schema::{TypeExpr, UnionDoc};

/// The file's text.
pub fn openapi(resources: &[&Resource], names: &[String]) -> Result<String, Failure> {
    let mut schemas = Map::new();
    let mut paths: Map<String, Value> = Map::new();
    // Two paths that differ in the names of their placeholders alone are one path to OpenAPI.
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let operations =
        resources.iter().flat_map(|resource| resource.operations.iter().map(move |row| (resource, row)));
    for ((resource, row), name) in operations.zip(names) {
        let name = name.trim_matches('"');
        let own_path = row.path.split('?').next().unwrap_or_default();
        let path = known.entry(nameless(own_path)).or_insert_with(|| own_path.to_owned());
        let methods = paths.entry(path.as_str()).or_insert_with(|| json!({}));
        let method = row.method.as_str().to_lowercase();
        let mut described = operation(resource, row, name, &mut schemas);
        rename(&mut described, own_path, path);
        match methods.get_mut(&method) {
            // Two operations of one route differ in their queries alone: what either takes may be left out.
            Some(there) => merge(there, &described),
            None => methods[method] = described,
        }
    }
    let tags: Vec<_> = resources
        .iter()
        .map(|resource| json!({ "name": resource.name, "description": resource.doc.trim() }))
        .collect();
    let file = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Wexa AI API, as wexa-executeflow knows it",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Put together from the public documents and the vendor's SDKs; not published by Wexa. \
                Each operation names its source.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "https://api.wexa.ai" }],
        "security": [{ "key": [] }],
        "tags": tags,
        "paths": paths,
        "components": {
            "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "x-api-key" } },
            "schemas": schemas,
        },
    });
    Ok(serde_json::to_string_pretty(&file)? + "\n")
}

/// A path without the names of its placeholders.
fn nameless(path: &str) -> String {
    placeholders(path).fold(path.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), "{}"))
}

/// Gives the path parameters of an operation the names that another path has for their places.
fn rename(operation: &mut Value, own_path: &str, path: &str) {
    for (own, name) in placeholders(own_path).zip(placeholders(path)).filter(|(own, name)| own != name) {
        let parameters = operation["parameters"].as_array_mut().into_iter().flatten();
        for parameter in parameters.filter(|one| one["in"] == "path" && one["name"] == own) {
            parameter["name"] = json!(name);
            parameter["description"] = json!(format!("Here the `{own}`. {}", place(own)));
        }
    }
}

fn operation(resource: &Resource, row: &Operation, name: &str, schemas: &mut Map<String, Value>) -> Value {
    let (path, project) = row.path.split_once('?').unwrap_or((row.path, ""));
    let mut parameters: Vec<Value> = placeholders(path)
        .map(|name| parameter(name, "path", true, json!({ "type": "string", "minLength": 1 }), place(name)))
        .collect();
    for name in project.split('&').filter(|name| !name.is_empty()) {
        let (name, required) = name.strip_suffix('?').map_or((name, true), |name| (name, false));
        parameters.push(parameter(name, "query", required, json!({ "type": "string" }), place(name)));
    }
    if let Some(Contents::Fields(shape)) = row.query.map(|query| query.inside) {
        parameters.extend(shape.fields.iter().map(|field| {
            let schema = schema(field.ty.type_expr, schemas);
            parameter(field.doc.name, "query", field.role == Role::Required, schema, field.doc.doc.trim())
        }));
    }
    let doc = row.doc.doc.trim();
    let mut described = json!({
        "operationId": name,
        "tags": [resource.name],
        "summary": doc.lines().next().unwrap_or_default().trim().trim_end_matches('.'),
        "description": doc.lines().map(str::trim).collect::<Vec<_>>().join("\n"),
        "x-idempotency": match row.idempotency {
            Idempotency::Safe => "safe",
            Idempotency::Idempotent => "idempotent",
            Idempotency::NonIdempotent => "non_idempotent",
        },
        "responses": {
            "2XX": {
                "description": "Success",
                "content": { "application/json": { "schema": schema(row.response.type_expr, schemas) } },
            },
            "4XX": { "description": "Refused. No error body is documented; clients read `detail`, `error`, `message`." },
        },
    });
    if !parameters.is_empty() {
        described["parameters"] = Value::Array(parameters);
    }
    if let Some(body) = row.body {
        described["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": schema(body.type_expr, schemas) } },
        });
    }
    described
}

fn parameter(name: &str, place: &str, required: bool, schema: Value, doc: &str) -> Value {
    json!({ "name": name, "in": place, "required": required, "schema": schema, "description": doc })
}

/// What an id of a path stands for.
fn place(name: &str) -> &'static str {
    if is_project(name) { "The project: a 24-hex id." } else { "An id, or a name." }
}

fn merge(there: &mut Value, other: &Value) {
    if let (Some(name), Some(doc)) = (other["operationId"].as_str(), other["description"].as_str()) {
        let doc = format!("{}\n\nAlso `{name}`: {doc}", there["description"].as_str().unwrap_or_default());
        there["description"] = json!(doc);
    }
    there["responses"]["2XX"]["content"]["application/json"]["schema"] = json!({});
    let names = |operation: &Value| -> Vec<Value> {
        operation["parameters"].as_array().into_iter().flatten().map(|one| one["name"].clone()).collect()
    };
    let (mine, theirs) = (names(there), names(other));
    let mut parameters = there["parameters"].as_array().cloned().unwrap_or_default();
    let more = other["parameters"].as_array().cloned().unwrap_or_default();
    parameters.extend(more.into_iter().filter(|one| !mine.contains(&one["name"])));
    for parameter in &mut parameters {
        let both = mine.contains(&parameter["name"]) && theirs.contains(&parameter["name"]);
        if !both && parameter["in"] == "query" {
            parameter["required"] = json!(false);
        }
    }
    there["parameters"] = Value::Array(parameters);
}

fn schema(type_expr: TypeExpr, schemas: &mut Map<String, Value>) -> Value {
    match type_expr {
        TypeExpr::Plain("Json") => json!({}),
        TypeExpr::Plain("JsonObject") => json!({ "type": "object" }),
        TypeExpr::Plain(word) => json!({ "type": word }),
        TypeExpr::List(item) => json!({ "type": "array", "items": schema(*item, schemas) }),
        TypeExpr::ListResponse(item) => json!({
            "description": "An array, or an envelope around one.",
            "anyOf": [{ "type": "array", "items": schema(*item, schemas) }, { "type": "object" }],
        }),
        TypeExpr::Object(shape) => object(shape, schemas),
        TypeExpr::Union(union) => self::union(union, schemas),
    }
}

fn object(shape: &'static ObjectSchema, schemas: &mut Map<String, Value>) -> Value {
    let name = shape.doc.name;
    if !schemas.contains_key(name) {
        // First the name: a type may hold itself.
        schemas.insert(name.into(), json!({}));
        let mut properties = Map::new();
        for field in shape.fields {
            properties.insert(field.doc.name.into(), property(field, schemas));
        }
        let required: Vec<_> = shape
            .fields
            .iter()
            .filter(|field| !matches!(field.role, Role::Optional | Role::Nullish))
            .map(|field| field.doc.name)
            .collect();
        schemas.insert(
            name.into(),
            json!({
                "type": "object",
                "description": shape.doc.doc.lines().map(str::trim).collect::<Vec<_>>().join("\n"),
                "properties": properties,
                "required": required,
            }),
        );
    }
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn property(field: &Field, schemas: &mut Map<String, Value>) -> Value {
    let mut described = schema(field.ty.type_expr, schemas);
    if matches!(field.role, Role::Nullable | Role::Nullish) && described != json!({}) {
        described = json!({ "anyOf": [described, { "type": "null" }] });
    }
    described["description"] =
        json!(field.doc.doc.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim());
    described
}

fn union(union: &'static UnionDoc, schemas: &mut Map<String, Value>) -> Value {
    let literals: Vec<_> = union.members.iter().filter(|one| one.starts_with('"')).collect();
    let described = if literals.is_empty() {
        let mut any: Vec<_> = union
            .members
            .iter()
            .filter(|one| matches!(**one, "string" | "number" | "boolean"))
            .map(|one| json!({ "type": one }))
            .collect();
        any.extend(union.objects.iter().map(|object| schema(object.type_expr, schemas)));
        json!({ "anyOf": any })
    } else {
        let examples: Vec<_> = literals.iter().map(|one| one.trim_matches('"')).collect();
        json!({ "type": "string", "examples": examples })
    };
    schemas.insert(union.name.into(), described);
    json!({ "$ref": format!("#/components/schemas/{}", union.name) })
}
