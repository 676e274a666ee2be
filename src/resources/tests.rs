//! The documented replies against the types that are declared for them.

use super::{agentflows, customer, inbox, skills, tasks};
use crate::schema::{Contents, HasSchema, JsonTypes, Schema};
use crate::validate::{ValidationLevel, validate};
use serde_json::Value;

/// How much of an example the documents show.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// All of it.
    Whole,
    /// Its beginning: fields may be missing.
    Cut,
}

use Shown::{Cut, Whole};

macro_rules! examples {
    ($($file:literal, $ty:ty, $shown:ident;)*) => {
        &[$((
            $file,
            include_str!(concat!("../../tests/facts/examples/", $file, ".json")),
            &<$ty as HasSchema>::SCHEMA,
            $shown,
        )),*]
    };
}

/// The name of an operation in the facts, its documented reply, the reply's type.
static EXAMPLES: &[(&str, &str, &Schema, Shown)] = examples! {
    "get_agentflow", agentflows::Agentflow, Cut;
    "add_skilled_agent", agentflows::Agentflow, Cut;
    "update_skilled_agent", agentflows::Agentflow, Cut;
    "get_customer", customer::Customer, Whole;
    "get_credit_history", customer::CreditHistory, Whole;
    "list_inbox", inbox::InboxPage, Cut;
    "get_skill", skills::Skill, Cut;
    "get_task", tasks::Task, Cut;
};

#[test]
fn the_documented_replies_are_as_declared() {
    for (name, text, ty, shown) in EXAMPLES {
        let value: Value = serde_json::from_str(text).unwrap();
        let mut found = Vec::new();
        validate(&&value, ty, ValidationLevel::Whole, &mut |mismatch| {
            if *shown == Whole || mismatch.found != JsonTypes::ABSENT {
                found.push(mismatch);
            }
        });
        assert_eq!(found, [], "{name}");
    }
}

#[test]
fn every_field_of_the_documented_replies_is_declared() {
    for (name, text, ty, _) in EXAMPLES {
        covered(&serde_json::from_str(text).unwrap(), ty.inside, name);
    }
}

fn covered(value: &Value, inside: Contents, path: &str) {
    match (inside, value) {
        (Contents::Fields(shape), Value::Object(fields)) => {
            for (name, value) in fields {
                let index = shape.names.split(' ').position(|known| known == name);
                let field = &shape.fields[index.unwrap_or_else(|| panic!("{path}.{name} is not declared"))];
                covered(value, field.ty.inside, &format!("{path}.{name}"));
            }
        }
        (Contents::Items(item), Value::Array(items)) => {
            items.iter().for_each(|value| covered(value, item.inside, &format!("{path}[]")));
        }
        _ => {}
    }
}

#[test]
fn every_field_that_is_declared_is_in_a_documented_reply() {
    let mut shown = Vec::new();
    for (_, text, ty, _) in EXAMPLES {
        seen(&serde_json::from_str(text).unwrap(), ty.inside, &mut shown);
    }
    let mut invented = Vec::new();
    for (_, _, ty, _) in EXAMPLES {
        unseen(ty.inside, &shown, &mut invented);
    }
    assert_eq!(invented, [""; 0]);
}

/// The fields of each object that an example holds, the object told by the names of its fields.
fn seen(value: &Value, inside: Contents, shown: &mut Vec<(&'static str, String)>) {
    match (inside, value) {
        (Contents::Fields(shape), Value::Object(fields)) => {
            for (index, field) in shape.fields.iter().enumerate() {
                if let Some(value) = fields.get(shape.name(index)) {
                    shown.push((shape.names, shape.name(index).into()));
                    seen(value, field.ty.inside, shown);
                }
            }
        }
        (Contents::Items(item), Value::Array(items)) => {
            items.iter().for_each(|value| seen(value, item.inside, shown));
        }
        _ => {}
    }
}

fn unseen(inside: Contents, shown: &[(&'static str, String)], invented: &mut Vec<String>) {
    match inside {
        Contents::Fields(shape) => {
            for (index, field) in shape.fields.iter().enumerate() {
                let name = shape.name(index);
                if !shown.iter().any(|(names, known)| *names == shape.names && known == name) {
                    invented.push(format!("{name} of {}", shape.names));
                }
                unseen(field.ty.inside, shown, invented);
            }
        }
        Contents::Items(item) => unseen(item.inside, shown, invented),
        Contents::Unseen => {}
    }
}
