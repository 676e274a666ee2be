//! What the fuzz targets share: the operations, and JSON made from bytes.

use serde_json::{Map, Value};
use wexa_executeflow::operation::Operation;
use wexa_executeflow::resources::resources;
use wexa_executeflow::schema::{Contents, JsonTypes, Schema};

/// Every operation of the table.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    resources().iter().flat_map(|resource| resource.operations.iter().copied())
}

/// JSON from bytes: the text that they are, or else a value that is grown from them along a type.
///
/// Text alone would be found out as no JSON nearly always; what is grown has the type's own names in it.
pub fn json(bytes: &[u8], ty: &Schema) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|_| Growth { left: bytes }.value(Some(ty), 0))
}

/// How deep a value is grown.
const DEEPEST: u32 = 120;

/// Two values from bytes: the first takes as many of them as its length in two bytes says.
pub fn two(bytes: &[u8], one: &Schema, other: &Schema) -> Option<(Value, Value)> {
    let (length, bytes) = bytes.split_first_chunk::<2>()?;
    let (first, second) = bytes.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some((json(first, one), json(second, other)))
}

/// Bytes that become a value, one after another; `null` when there are none left.
struct Growth<'a> {
    left: &'a [u8],
}

impl Growth<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&byte, left)) = self.left.split_first() else { return 0 };
        self.left = left;
        byte
    }

    fn text(&mut self) -> String {
        let length = usize::from(self.byte() % 12).min(self.left.len());
        let (text, left) = self.left.split_at(length);
        self.left = left;
        String::from_utf8_lossy(text).into_owned()
    }

    /// A value: every other time one that fits the type.
    fn value(&mut self, ty: Option<&Schema>, depth: u32) -> Value {
        if self.left.is_empty() || depth > DEEPEST {
            return Value::Null;
        }
        let choice = self.byte();
        match ty {
            Some(ty) if choice >= 64 => self.kind(kind_of(ty.accepts, choice), ty.inside, depth),
            _ => self.kind(choice % 6, Contents::Unseen, depth),
        }
    }

    fn kind(&mut self, kind: u8, inside: Contents, depth: u32) -> Value {
        match kind {
            1 => Value::Bool(self.byte().is_multiple_of(2)),
            2 => Value::from(f64::from(i16::from_le_bytes([self.byte(), self.byte()])) / 8.0),
            3 => Value::from(self.text()),
            4 => {
                let item = if let Contents::Items(item) = inside { Some(item) } else { None };
                (0..self.byte() % 6).map(|_| self.value(item, depth + 1)).collect()
            }
            5 => self.object(inside, depth),
            _ => Value::Null,
        }
    }

    fn object(&mut self, inside: Contents, depth: u32) -> Value {
        let mut fields = Map::new();
        if let Contents::Fields(shape) = inside {
            for field in shape.fields {
                if self.left.is_empty() {
                    break;
                }
                if !self.byte().is_multiple_of(4) {
                    fields.insert(field.doc.name.into(), self.value(Some(&field.ty), depth + 1));
                }
            }
        }
        for _ in 0..self.byte() % 3 {
            let name = self.text();
            fields.insert(name, self.value(None, depth + 1));
        }
        Value::Object(fields)
    }
}

/// One of the kinds that a type accepts, as a number of `Growth::kind`.
fn kind_of(accepts: JsonTypes, choice: u8) -> u8 {
    let order = [
        JsonTypes::NULL,
        JsonTypes::BOOLEAN,
        JsonTypes::NUMBER,
        JsonTypes::STRING,
        JsonTypes::ARRAY,
        JsonTypes::OBJECT,
    ];
    let start = choice % 6;
    (0..6).map(|step| (start + step) % 6).find(|&at| accepts.intersects(order[usize::from(at)])).unwrap_or(0)
}
