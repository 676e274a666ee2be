use super::*;
use crate::resources::RESOURCES;

fn same_role(packed: Role, declared: Role) -> bool {
    match declared {
        Role::Nullable => packed == Role::Required,
        Role::Nullish => packed == Role::Optional,
        declared => packed == declared,
    }
}

fn same_type(packed: &Schema, declared: &Schema, path: &str) {
    assert_eq!(packed.accepts, declared.accepts, "{path}");
    match (packed.inside, declared.inside) {
        (Contents::Unseen, Contents::Unseen) => {}
        (Contents::Items(packed), Contents::Items(declared)) => {
            same_type(packed, declared, &format!("{path}[]"))
        }
        (Contents::Fields(packed), Contents::Fields(declared)) => {
            assert_eq!(packed.names, declared.names, "{path}");
            assert_eq!(packed.fields.len(), declared.fields.len(), "{path}");
            for (index, (packed, declared)) in packed.fields.iter().zip(declared.fields).enumerate() {
                let path = format!("{path}.{index}");
                assert!(same_role(packed.role, declared.role), "{path}: {:?}", packed.role);
                same_type(&packed.ty, &declared.ty, &path);
            }
        }
        (packed, declared) => panic!("{path}: {packed:?} for {declared:?}"),
    }
}

#[test]
fn every_operation_comes_out_as_it_was_declared() {
    let unpacked = unpack(|names, kinds| {
        assert_eq!(kinds.len(), 2 * names.matches(' ').count(), "two for each name");
    });
    let declared: Vec<_> = RESOURCES.iter().flat_map(|resource| resource.operations).collect();
    assert_eq!(unpacked.len(), declared.len());
    for (unpacked, declared) in unpacked.iter().zip(declared) {
        let path = declared.path;
        assert_eq!(unpacked.path, path);
        assert_eq!((unpacked.method, unpacked.idempotency), (declared.method, declared.idempotency));
        for (unpacked, declared) in [
            (unpacked.query, declared.query),
            (unpacked.body, declared.body),
            (Some(unpacked.reply), Some(declared.reply)),
        ] {
            match (unpacked, declared) {
                (None, None) => {}
                (Some(unpacked), Some(ty)) => same_type(unpacked, ty, path),
                _ => panic!("{unpacked:?} for {declared:?}"),
            }
        }
    }
}

#[test]
fn shapes_have_the_number_of_their_line() {
    fn numbered(ty: &Schema, lines: &[&str]) {
        match ty.inside {
            Contents::Unseen => {}
            Contents::Items(item) => numbered(item, lines),
            Contents::Fields(shape) => {
                assert_eq!(lines[shape.number as usize], shape.names);
                shape.fields.iter().for_each(|field| numbered(&field.ty, lines));
            }
        }
    }
    let lines: Vec<_> = NAMES.lines().collect();
    for operation in unpack(|names, _| assert_eq!(names, NAMES)) {
        [operation.query, operation.body, Some(operation.reply)]
            .into_iter()
            .flatten()
            .for_each(|ty| numbered(ty, &lines));
    }
}

#[test]
fn what_is_no_operation_of_the_table_is_a_request_of_the_callers_own() {
    let other = at(4096 + 4 * 3, |_, _| {});
    assert_eq!((other.method, other.idempotency, other.path), (Method::DELETE, Idempotency::Safe, ""));
    let unknown = at(usize::MAX, |_, _| {});
    assert_eq!((unknown.method, unknown.idempotency), (Method::POST, Idempotency::NonIdempotent));
}

#[test]
fn a_type_is_the_pair_that_it_was_unpacked_from() {
    let mut unpacker = Unpacker { pairs: FIELDS.iter(), shapes: Vec::new() };
    for names in pieces(NAMES, b'\n') {
        unpacker.shape(names);
    }
    let types: Vec<Pair> =
        unpacker.shapes.iter().flat_map(|shape| shape.fields).map(|field| pair(&field.ty)).collect();
    let packed = FIELDS.map(|[accepts, inside]| [accepts, if accepts & INSIDE == 0 { 0 } else { inside }]);
    assert_eq!(types, packed);
}
