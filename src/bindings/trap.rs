//! Traps on demand, for the tests of what becomes of the calls in flight. Compiled in by the feature `trap` alone.

/// Traps if the tests have asked for it: `globalThis.wexaTrap` names this point and a way.
#[cfg(feature = "trap")]
pub(crate) fn at(point: &str) {
    match imports::trap_at(point).as_deref() {
        Some("unreachable") => unreachable(),
        #[allow(clippy::panic)]
        Some("panic") => panic!("asked for"),
        Some("stack overflow") => {
            std::hint::black_box(overflow(1));
        }
        Some("out of memory") => {
            // Two of the largest blocks are more than all that the memory can have, and nothing has to be filled.
            let block = || std::hint::black_box(Vec::<u8>::with_capacity(isize::MAX.unsigned_abs()));
            std::hint::black_box([block(), block()]);
        }
        Some("throw") => imports::throw_in_import(),
        _ => {}
    }
}

#[cfg(not(feature = "trap"))]
pub(crate) fn at(_point: &str) {}

#[cfg(feature = "trap")]
fn unreachable() {
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
}

#[cfg(feature = "trap")]
#[allow(unconditional_recursion)]
fn overflow(depth: u64) -> u64 {
    let frame = std::hint::black_box([depth; 64]);
    overflow(depth + 1) + frame.iter().sum::<u64>()
}

#[cfg(feature = "trap")]
mod imports {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(inline_js = "
        export function trapAt(point) {
            const trap = globalThis.wexaTrap;
            return trap?.at === point ? trap.way : undefined;
        }
        export function throwInImport() { throw new RangeError('an import that throws'); }
    ")]
    extern "C" {
        #[wasm_bindgen(js_name = trapAt)]
        pub(super) fn trap_at(point: &str) -> Option<String>;
        #[wasm_bindgen(js_name = throwInImport)]
        pub(super) fn throw_in_import();
    }
}
