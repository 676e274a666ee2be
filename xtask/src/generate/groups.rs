//! The groups of the client, as TypeScript classes: one method for each operation.

use super::{comment, placeholders, types};
use crate::Failure;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use wexa_executeflow::describe::Written;
use wexa_executeflow::operation::{Group, Operation};
use wexa_executeflow::request::PROJECT;
use wexa_executeflow::shape::{Inside, Role, Type};

/// A module with a class for each group, and the names of the operations by number.
pub fn groups(groups: &[&Group]) -> Result<String, Failure> {
    let mut classes = String::new();
    let mut number = 0;
    let mut used = BTreeSet::new();
    for group in groups {
        let class = pascal(group.name);
        writeln!(classes, "{}export class {class}Operations extends Group {{", comment(group.doc, 0))?;
        for (index, operation) in group.operations.iter().enumerate() {
            if index > 0 {
                classes.push('\n');
            }
            method(&mut classes, operation, number)?;
            number += 1;
            for ty in [operation.query, operation.body, Some(operation.reply)].into_iter().flatten() {
                collect(ty.written, &mut used);
            }
            if let Some((_, item)) = operation.doc.pages {
                collect(item, &mut used);
            }
        }
        classes.push_str("}\n\n");
    }
    classes.push_str(&client(groups));
    let used: Vec<_> = used.into_iter().collect();
    Ok(format!(
        "import {{ type ApiPromise, type Begin, Group, type ListPromise }} from \"../group.ts\";\n\
        import type {{ RequestOptions }} from \"../options.ts\";\n\
        import type {{ {} }} from \"./types.ts\";\n\n\
        /** The name of each operation, by the number that the module knows it by. */\n\
        export const OPERATIONS = [{}] as const;\n\n{classes}",
        used.join(", "),
        names(groups).join(", ")
    ))
}

/// The name of each operation, quoted, by the number that the module knows it by.
pub fn names(groups: &[&Group]) -> Vec<String> {
    let operations =
        groups.iter().flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let name = |(group, operation): (&&Group, &&Operation)| {
        let name = operation.name.rsplit('.').next().unwrap_or_default();
        format!("\"{}.{}\"", group.name, camel(name))
    };
    operations.map(name).collect()
}

/// The class that has every group as a property.
fn client(groups: &[&Group]) -> String {
    let fields: String = groups
        .iter()
        .map(|group| {
            format!("{}  readonly {}: {}Operations;\n", comment(group.doc, 2), group.name, pascal(group.name))
        })
        .collect();
    let begun: String = groups
        .iter()
        .map(|group| format!("    this.{} = new {}Operations(begin);\n", group.name, pascal(group.name)))
        .collect();
    format!(
        "/** Every group of operations. */\nexport class Groups {{\n{fields}\n  constructor(begin: Begin) {{\n{begun}  }}\n}}\n"
    )
}

fn method(classes: &mut String, operation: &Operation, number: usize) -> Result<(), Failure> {
    let name = camel(operation.name.rsplit('.').next().unwrap_or_default());
    let ids = ids(operation.path);
    let mut parameters: Vec<String> = ids.iter().map(|id| format!("{id}: string")).collect();
    let mut given = vec![format!("operation: {number}"), format!("ids: [{}]", ids.join(", "))];
    for (part, ty) in [("body", operation.body), ("query", operation.query)] {
        let Some(ty) = ty else { continue };
        let mark = match needed(ty) {
            Needed::Never => continue,
            Needed::Maybe => "?",
            Needed::Always => "",
        };
        parameters.push(format!("{part}{mark}: {}", types::name(ty.written)));
        given.push(part.into());
    }
    parameters.push("options?: RequestOptions".into());
    let reply = types::name(operation.reply.written);
    let (promise, call) = match operation.doc.pages {
        None => (format!("ApiPromise<{reply}>"), "_call(".to_owned()),
        Some((paging, item)) => {
            let style = format!("{paging:?}").to_lowercase();
            (format!("ListPromise<{reply}, {}>", types::name(item)), format!("_list(\"{style}\", "))
        }
    };
    write!(
        classes,
        "{}  {name}({}): {promise} {{\n    return this.{call}{{ {} }}, options);\n  }}\n",
        comment(operation.doc.doc, 2),
        parameters.join(", "),
        given.join(", "),
    )?;
    Ok(())
}

/// Whether a caller gives a body or a query.
enum Needed {
    /// All of it is the client's to fill.
    Never,
    /// It may be left out.
    Maybe,
    /// Something in it is required.
    Always,
}

fn needed(ty: &Type) -> Needed {
    let Inside::Fields(shape) = ty.inside else { return Needed::Always };
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
fn ids(path: &str) -> Vec<&str> {
    placeholders(path).filter(|name| !PROJECT.contains(name)).collect()
}

/// The named types that a module must import to write `written`.
fn collect(written: Written, used: &mut BTreeSet<&'static str>) {
    match written {
        Written::Plain(_) => {}
        Written::List(item) => collect(*item, used),
        Written::Listed(item) => {
            used.insert("Listed");
            collect(*item, used);
        }
        Written::Object(shape) => {
            used.insert(shape.doc.name);
        }
        Written::Union(union) => {
            used.insert(union.name);
        }
    }
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &pascal(word))
}

fn pascal(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
