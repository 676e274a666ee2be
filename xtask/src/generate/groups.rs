//! The resources of the client for npm/groups.ts: interfaces, and the table that their methods are made from.

use super::resources::{Needed, camel, collect, ids, names, needed, pascal};
use super::{comment, types};
use crate::Failure;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use wexa_executeflow::operation::{Operation, Resource};

/// A module with an interface for each resource, and the table that its methods are made from.
pub fn groups(resources: &[&Resource]) -> Result<String, Failure> {
    let mut interfaces = String::new();
    let mut table = String::new();
    let mut used = BTreeSet::new();
    for resource in resources {
        let name = pascal(resource.name);
        writeln!(interfaces, "{}export interface {name}Operations {{", comment(resource.doc, 0))?;
        table.push_str(resource.name);
        for (index, operation) in resource.operations.iter().enumerate() {
            if index > 0 {
                interfaces.push('\n');
            }
            method(&mut interfaces, &mut table, operation)?;
            for ty in [operation.query, operation.body, Some(operation.reply)].into_iter().flatten() {
                collect(ty.type_expr, &mut used);
            }
            if let Some((_, item)) = operation.doc.pages {
                collect(item, &mut used);
            }
        }
        interfaces.push_str("}\n\n");
        table.push(' ');
    }
    table.pop();
    let fields: String = resources
        .iter()
        .map(|resource| {
            format!(
                "{}  readonly {}: {}Operations;\n",
                comment(resource.doc, 2),
                resource.name,
                pascal(resource.name)
            )
        })
        .collect();
    let create = names(resources).iter().position(|name| name == "\"executions.create\"");
    let create = create.ok_or("executions.create is not in the table")?;
    let used: Vec<_> = used.into_iter().collect();
    Ok(format!(
        "import type {{ ApiPromise, ListPromise }} from \"../group.ts\";\n\
        import type {{ RequestOptions }} from \"../options.ts\";\n\
        import type {{ {} }} from \"./types.ts\";\n\n\
        /** The groups with their methods, in the order that the module knows them by: npm/groups.ts reads it. */\n\
        export const TABLE: string =\n  \"{table}\";\n\n\
        /** The number of `executions.create`. */\nexport const CREATE = {create};\n\n{interfaces}\
        /** Every resource of operations. */\nexport interface Groups {{\n{fields}}}\n",
        used.join(", "),
    ))
}

/// A method: its declaration, and in the table a number before its name, whose bits say what it takes (1 and 2: how many
/// ids, 4 for a body, 8 for a query), and from 16 on how its list is read (the number of its `Paging`, from 1; 0 where it
/// gives no list). The lowest bit is turned over, and 0 left out: most methods take one id and nothing else.
fn method(interfaces: &mut String, table: &mut String, operation: &Operation) -> Result<(), Failure> {
    let name = camel(operation.name.rsplit('.').next().unwrap_or_default());
    let ids = ids(operation.path);
    let mut parameters: Vec<String> = ids.iter().map(|id| format!("{id}: string")).collect();
    let mut takes = ids.len();
    if takes > 3 {
        return Err(format!("{}: the table has room for three ids", operation.name).into());
    }
    for (part, ty, bit) in [("body", operation.body, 4), ("query", operation.query, 8)] {
        let Some(ty) = ty else { continue };
        let mark = match needed(ty) {
            Needed::Never => continue,
            Needed::Maybe => "?",
            Needed::Always => "",
        };
        parameters.push(format!("{part}{mark}: {}", types::name(ty.type_expr)));
        takes |= bit;
    }
    parameters.push("options?: RequestOptions".into());
    let reply = types::name(operation.reply.type_expr);
    let (promise, style) = match operation.doc.pages {
        None => (format!("ApiPromise<{reply}>"), 0),
        Some((paging, item)) => (format!("ListPromise<{reply}, {}>", types::name(item)), paging as usize + 1),
    };
    let bits = (takes | style << 4) ^ 1;
    let bits = if bits == 0 { String::new() } else { bits.to_string() };
    write!(table, ",{bits}{name}")?;
    writeln!(interfaces, "{}  {name}({}): {promise};", comment(operation.doc.doc, 2), parameters.join(", "),)?;
    Ok(())
}
