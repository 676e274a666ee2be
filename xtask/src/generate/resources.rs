//! The resources of the client, as TypeScript classes: one file for each, one method for each operation.

use super::{comment, placeholders, types};
use crate::Failure;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use wexa_executeflow::metadata::Paging;
use wexa_executeflow::operation::{Operation, Resource};
use wexa_executeflow::request::url::is_project;
use wexa_executeflow::schema::TypeExpr;
use wexa_executeflow::schema::{Contents, Role, Schema};

/// The module of each resource by its file's name, and `index.ts` with all of them.
pub fn resources(resources: &[&Resource]) -> Result<Vec<(String, String)>, Failure> {
    let mut files = vec![("index.ts".to_owned(), index(resources)?)];
    for resource in resources {
        files.push((format!("{}.ts", resource.name), module(resource)?));
    }
    Ok(files)
}

fn index(resources: &[&Resource]) -> Result<String, Failure> {
    let names: BTreeSet<&str> = resources.iter().map(|resource| resource.name).collect();
    let [mut imports, mut exports, mut fields, mut assignments] = [const { String::new() }; 4];
    for name in names {
        let class = class(name);
        writeln!(imports, "import {{ {class} }} from \"./{name}.ts\";")?;
        writeln!(exports, "export * from \"./{name}.ts\";")?;
    }
    for resource in resources {
        let (name, class) = (resource.name, class(resource.name));
        writeln!(fields, "{}  readonly {name}: {class};", comment(resource.doc, 2))?;
        writeln!(assignments, "    this.{name} = new {class}(call);")?;
    }
    Ok(format!(
        "import type {{ CallOperation }} from \"../../core/api-promise.ts\";\n{imports}\n{exports}\n\
        /** The operations of the API, by resource. */\n\
        export class Resources {{\n{fields}\n  constructor(call: CallOperation) {{\n{assignments}  }}\n}}\n"
    ))
}

fn module(resource: &Resource) -> Result<String, Failure> {
    let mut methods = String::new();
    let mut used = BTreeSet::new();
    for operation in resource.operations {
        method(&mut methods, resource, operation)?;
        let given = [operation.query, operation.body].into_iter().flatten();
        for ty in given.filter(|ty| !matches!(needed(ty), Needed::Never)) {
            collect(ty.type_expr, &mut used);
        }
        collect(operation.response.type_expr, &mut used);
        if let Some((_, item)) = operation.doc.pages {
            collect(item, &mut used);
        }
    }
    let is_list = |operation: &&Operation| operation.doc.pages.is_some();
    let mut imports = String::new();
    if resource.operations.iter().all(is_list) {
        imports.push_str("import type { CallOperation } from \"../../core/api-promise.ts\";\n");
    } else {
        imports.push_str("import type { ApiPromise, CallOperation } from \"../../core/api-promise.ts\";\n");
    }
    if resource.operations.iter().any(is_list) {
        imports.push_str("import { type ListPromise, listPromise } from \"../../core/page-promise.ts\";\n");
    }
    imports.push_str("import type { RequestOptions } from \"../options.ts\";\n");
    if !used.is_empty() {
        let used: Vec<_> = used.into_iter().collect();
        writeln!(imports, "import type {{ {} }} from \"../types.ts\";", used.join(", "))?;
    }
    Ok(format!(
        "{imports}\n{}export class {} {{\n  readonly #call: CallOperation;\n\n\
        \x20 constructor(call: CallOperation) {{\n    this.#call = call;\n  }}\n{methods}}}\n",
        comment(resource.doc, 0),
        class(resource.name),
    ))
}

fn method(methods: &mut String, resource: &Resource, operation: &Operation) -> Result<(), Failure> {
    let name = camel(operation.name.rsplit('.').next().unwrap_or_default());
    let ids = ids(operation.path);
    let mut parameters: Vec<String> = ids.iter().map(|id| format!("{id}: string")).collect();
    let mut args = Vec::new();
    if !ids.is_empty() {
        args.push(format!("ids: [{}]", ids.join(", ")));
    }
    for (part, ty) in [("body", operation.body), ("query", operation.query)] {
        let Some(ty) = ty else { continue };
        let ts = types::name(ty.type_expr);
        match needed(ty) {
            Needed::Never => {
                args.push(format!("{part}: {{}}"));
                continue;
            }
            Needed::Maybe => parameters.push(format!("{part}: {ts} = {{}}")),
            Needed::Always => parameters.push(format!("{part}: {ts}")),
        }
        args.push(part.to_owned());
    }
    parameters.push("options?: RequestOptions".into());
    let args = if args.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", args.join(", ")) };
    let response = types::name(operation.response.type_expr);
    let operation_name = format!("\"{}.{name}\"", resource.name);
    let (promise, call) = match operation.doc.pages {
        None => (format!("ApiPromise<{response}>"), format!("this.#call({operation_name}, {args}, options)")),
        Some((paging, item)) => (
            format!("ListPromise<{response}, {}>", types::name(item)),
            format!(
                "listPromise(this.#call, {operation_name}, {args}, \"{}\", options)",
                paging_name(paging)
            ),
        ),
    };
    let doc = comment(operation.doc.doc, 2);
    write!(methods, "\n{doc}  {name}({}): {promise} {{\n    return {call};\n  }}\n", parameters.join(", "))?;
    Ok(())
}

const fn paging_name(paging: Paging) -> &'static str {
    match paging {
        Paging::Whole => "whole",
        Paging::Skip => "skip",
        Paging::Page => "page",
        Paging::PageNo => "page_no",
        Paging::After => "after_id",
    }
}

/// The name of each operation, quoted, in the order of the table.
pub fn names(resources: &[&Resource]) -> Vec<String> {
    let operations = resources
        .iter()
        .flat_map(|resource| resource.operations.iter().map(move |operation| (resource, operation)));
    let name = |(resource, operation): (&&Resource, &&Operation)| {
        let name = operation.name.rsplit('.').next().unwrap_or_default();
        format!("\"{}.{}\"", resource.name, camel(name))
    };
    operations.map(name).collect()
}

/// Whether a caller gives a body or a query.
pub enum Needed {
    /// The client fills all of it.
    Never,
    /// It may be left out.
    Maybe,
    /// Something in it is required.
    Always,
}

/// Whether a caller gives a body or a query of that type.
pub fn needed(ty: &Schema) -> Needed {
    let Contents::Fields(shape) = ty.inside else { return Needed::Always };
    let roles = || shape.fields.iter().map(|field| field.role);
    if roles().all(|role| matches!(role, Role::Project | Role::Id)) {
        Needed::Never
    } else if roles().any(|role| matches!(role, Role::Required | Role::User)) {
        Needed::Always
    } else {
        Needed::Maybe
    }
}

/// The placeholders of a path that the caller fills.
pub fn ids(path: &str) -> Vec<&str> {
    placeholders(path).filter(|name| !is_project(name)).collect()
}

/// The named types that a module must import to write `type_expr`.
pub fn collect(type_expr: TypeExpr, used: &mut BTreeSet<&'static str>) {
    match type_expr {
        TypeExpr::Plain(_) => {}
        TypeExpr::List(item) => collect(*item, used),
        TypeExpr::ListResponse(item) => {
            used.insert("ListResponse");
            collect(*item, used);
        }
        TypeExpr::Object(shape) => {
            used.insert(shape.doc.name);
        }
        TypeExpr::Union(union) => {
            used.insert(union.name);
        }
    }
}

/// The name of a resource's class.
fn class(resource: &str) -> String {
    format!("{}Resource", pascal(resource))
}

/// A name in camel case: `list_records` is `listRecords`.
pub fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &pascal(word))
}

/// A word with a capital first letter.
pub fn pascal(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
