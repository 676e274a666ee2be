//! The operations as the emulator and the proxy need them: routes, what repeating one can do, the types of what a
//! request must hold, and where a reply says whose it is.

use crate::Failure;
use std::fmt::Write as _;
use wexa_executeflow::operation::{Idempotency, Resource};
use wexa_executeflow::request::url::is_project;
use wexa_executeflow::schema::TypeExpr;
use wexa_executeflow::schema::{Contents, Field, JsonTypes, Role, Schema};

/// A module with a row for each operation, in the order of the numbers.
pub fn routes(resources: &[&Resource], names: &[String]) -> Result<String, Failure> {
    let mut rows = String::new();
    let operations = resources.iter().flat_map(|resource| resource.operations);
    for (operation, name) in operations.zip(names) {
        let (path, project) = operation.path.split_once('?').unwrap_or((operation.path, ""));
        let mut query: Vec<(String, String)> = Vec::new();
        for name in project.split('&').filter(|name| !name.is_empty()) {
            let optional = if name.ends_with('?') { "?" } else { "" };
            query.push((name.trim_end_matches('?').into(), format!("string{optional}")));
        }
        query.extend(operation.query.map(fields).unwrap_or_default());
        let (method, idempotency) = (operation.method.as_str(), idempotency(operation.idempotency));
        write!(
            rows,
            "  {{ operation: {name}, method: \"{method}\", path: \"{path}\", idempotency: \"{idempotency}\""
        )?;
        if !query.is_empty() {
            write!(rows, ", query: {}", object(&query))?;
        }
        if let Some(body) = operation.body {
            match body.inside {
                Contents::Fields(_) => write!(rows, ", body: {}", object(&fields(body)))?,
                _ => write!(rows, ", bodyKind: \"{}\"", kind(body))?,
            }
        }
        if let Some(field) = project_of(operation.response) {
            write!(rows, ", replyProject: \"{field}\"")?;
        }
        rows.push_str(" },\n");
    }
    let union: Vec<_> = names.iter().map(|name| format!("  | {name}")).collect();
    let union = union.join("\n");
    Ok(format!(
        "/** What a route takes: the names of its query and its body, with their types; `?` for what may be left out. */\n\
        export interface GeneratedRoute {{\n\
        \x20 readonly operation: OperationName;\n\
        \x20 readonly method: \"GET\" | \"POST\" | \"PUT\" | \"PATCH\" | \"DELETE\";\n\
        \x20 readonly path: string;\n\
        \x20 /** What repeating it can do: nothing, the same once more, or something a second time. */\n\
        \x20 readonly idempotency: \"safe\" | \"idempotent\" | \"non_idempotent\";\n\
        \x20 readonly query?: Readonly<Record<string, string>>;\n\
        \x20 readonly body?: Readonly<Record<string, string>>;\n\
        \x20 /** The kind of a body that has no fields of its own. */\n\
        \x20 readonly bodyKind?: string;\n\
        \x20 /** The field that says which project the reply's object, or each object of its list, belongs to. */\n\
        \x20 readonly replyProject?: string;\n}}\n\n\
        /** The name of an operation: its resource on the client, and its method there. */\n\
        export type OperationName =\n{union};\n\n\
        /** Every operation that this package knows. */\n\
        export const ROUTES: readonly GeneratedRoute[] = [\n{rows}];\n"
    ))
}

fn idempotency(idempotency: Idempotency) -> &'static str {
    match idempotency {
        Idempotency::Safe => "safe",
        Idempotency::Idempotent => "idempotent",
        Idempotency::NonIdempotent => "non_idempotent",
    }
}

fn project_of(reply: &'static Schema) -> Option<&'static str> {
    let ty = match reply.inside {
        Contents::Items(item) => item,
        _ => reply,
    };
    let Contents::Fields(shape) = ty.inside else { return None };
    shape.fields.iter().map(|field| field.doc.name).find(|name| is_project(name))
}

fn fields(ty: &'static Schema) -> Vec<(String, String)> {
    let Contents::Fields(shape) = ty.inside else { return Vec::new() };
    let field = |field: &Field| {
        let optional = matches!(field.role, Role::Optional | Role::Nullish | Role::Nullable);
        (field.doc.name.to_owned(), format!("{}{}", kind(&field.ty), if optional { "?" } else { "" }))
    };
    shape.fields.iter().map(field).collect()
}

/// The kind of a value as one word of JSON Schema; `any` where there is more than one.
fn kind(ty: &Schema) -> &'static str {
    if matches!(ty.type_expr, TypeExpr::Plain("Json")) {
        return "any";
    }
    let mut accepts = ty.accepts.0;
    accepts &= !(JsonTypes::NULL.0 | JsonTypes::ABSENT.0);
    match JsonTypes(accepts) {
        JsonTypes::STRING => "string",
        JsonTypes::NUMBER => "number",
        JsonTypes::BOOLEAN => "boolean",
        JsonTypes::ARRAY => "array",
        JsonTypes::OBJECT => "object",
        _ => "any",
    }
}

fn object(fields: &[(String, String)]) -> String {
    let fields: Vec<_> = fields.iter().map(|(name, kind)| format!("\"{name}\": \"{kind}\"")).collect();
    format!("{{ {} }}", fields.join(", "))
}
