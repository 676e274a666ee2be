//! The look at a reply: whatever JSON a server sends, each mismatch from the type is told, with its path, in order,
//! and nothing else; and a tree of any depth is looked at no deeper than the walk goes.
//!
//! The input is a type's number in one byte (an operation's reply, body or query, or one that is made up), then the
//! value: JSON, or bytes that one is grown from.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;
use wexa_executeflow::metadata::{FieldDoc, ObjectDoc, TypeExpr};
use wexa_executeflow::schema::{Contents, Field, JsonTypes, ObjectSchema, Role, Schema};
use wexa_executeflow::validate::{Mismatch, ValidationLevel, validate};
use wexa_executeflow_fuzz::{json, operations};

fuzz_target!(|input: &[u8]| {
    let Some((number, bytes)) = input.split_first_chunk::<2>() else { return };
    let ty = TYPES[usize::from(u16::from_be_bytes(*number)) % TYPES.len()];
    let value = json(bytes, ty);
    for depth in [ValidationLevel::Essential, ValidationLevel::Whole] {
        let mut found = Vec::new();
        validate(&&value, ty, depth, &mut |mismatch| found.push(mismatch));
        let mut wanted = Vec::new();
        Reference { depth, told: &mut wanted }.look(Some(&value), ty, String::new(), 0, essential_inside(ty));
        assert_eq!(found, wanted, "{value}");
        for Mismatch { expected, found, path, .. } in found {
            assert!(!expected.intersects(found) && path.len() <= 40 * 65, "{path}");
        }
    }
});

/// How deep the walk goes.
const DEEPEST: u32 = 64;

/// The same look, written down in another way.
struct Reference<'a> {
    depth: ValidationLevel,
    told: &'a mut Vec<Mismatch>,
}

impl Reference<'_> {
    fn look(&mut self, value: Option<&Value>, ty: &Schema, path: String, level: u32, essential: bool) {
        let found = kind(value);
        if ty.accepts.0 & found.0 == 0 {
            self.told.push(Mismatch { path, expected: ty.accepts, found, essential });
            return;
        }
        if level > DEEPEST {
            return;
        }
        match (ty.inside, value) {
            (Contents::Fields(shape), Some(Value::Object(fields))) => {
                for (name, field) in shape.names.split(' ').zip(shape.fields) {
                    let essential = level == 0 && field.role == Role::Essential;
                    if essential || self.depth == ValidationLevel::Whole {
                        let below = if path.is_empty() { name.into() } else { format!("{path}.{name}") };
                        self.look(fields.get(name), &field.ty, below, level + 1, essential);
                    }
                }
            }
            (Contents::Items(item), Some(Value::Array(items))) if self.depth == ValidationLevel::Whole => {
                for (index, one) in items.iter().enumerate() {
                    self.look(Some(one), item, format!("{path}[{index}]"), level + 1, false);
                }
            }
            _ => {}
        }
    }
}

fn essential_inside(ty: &Schema) -> bool {
    matches!(ty.inside, Contents::Fields(shape) if shape.fields.iter().any(|one| one.role == Role::Essential))
}

fn kind(value: Option<&Value>) -> JsonTypes {
    match value {
        None => JsonTypes::ABSENT,
        Some(Value::Null) => JsonTypes::NULL,
        Some(Value::Bool(_)) => JsonTypes::BOOLEAN,
        Some(Value::Number(_)) => JsonTypes::NUMBER,
        Some(Value::String(_)) => JsonTypes::STRING,
        Some(Value::Array(_)) => JsonTypes::ARRAY,
        Some(Value::Object(_)) => JsonTypes::OBJECT,
    }
}

static TYPES: LazyLock<Vec<&'static Schema>> = LazyLock::new(|| {
    let mut types: Vec<_> =
        operations().flat_map(|one| [Some(one.reply), one.body, one.query]).flatten().collect();
    types.push(&TREE);
    let mut dice = Dice(1);
    types.extend((0..300).map(|_| &*Box::leak(Box::new(made_up(&mut dice, 0)))));
    types
});

/// A type that holds itself, which no operation does: there is no end to it but the walk's.
static TREE: Schema =
    Schema { accepts: JsonTypes::OBJECT, inside: Contents::Fields(&NODE), type_expr: TYPE_EXPR };
static NODE: ObjectSchema = ObjectSchema {
    names: "one many ",
    fields: &[
        Field {
            ty: Schema { accepts: JsonTypes(65), inside: Contents::Fields(&NODE), type_expr: TYPE_EXPR },
            role: Role::Optional,
            doc: UNTOLD,
        },
        Field {
            ty: Schema { accepts: JsonTypes(33), inside: Contents::Items(&TREE), type_expr: TYPE_EXPR },
            role: Role::Optional,
            doc: UNTOLD,
        },
    ],
    doc: &ObjectDoc { name: "", doc: "" },
};
const TYPE_EXPR: TypeExpr = TypeExpr::Plain("");
const UNTOLD: FieldDoc = FieldDoc { name: "", doc: "" };

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Any type: also one whose inside is of a kind that it does not accept.
fn made_up(dice: &mut Dice, depth: u32) -> Schema {
    let accepts = JsonTypes(dice.below(256) as u8 | (1 << dice.below(7)));
    let inside = match dice.below(3) {
        0 if depth < 5 => Contents::Items(Box::leak(Box::new(made_up(dice, depth + 1)))),
        1 if depth < 5 => {
            let fields: Vec<_> = (0..dice.below(6)).map(|_| made_up_field(dice, depth)).collect();
            let names: String = (0..fields.len()).map(|index| format!("f{index} ")).collect();
            Contents::Fields(Box::leak(Box::new(ObjectSchema {
                names: names.leak(),
                fields: fields.leak(),
                ..NODE
            })))
        }
        _ => Contents::Unseen,
    };
    Schema { accepts, inside, type_expr: TYPE_EXPR }
}

fn made_up_field(dice: &mut Dice, depth: u32) -> Field {
    let role = if dice.below(4) == 0 { Role::Essential } else { Role::Required };
    Field { ty: made_up(dice, depth + 1), role, doc: UNTOLD }
}
