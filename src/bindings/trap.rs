//! A trap on demand, for the tests of what becomes of the calls in flight. Compiled in by the feature `trap` alone.

/// Traps if the tests have asked for it: `globalThis.wexaTrapAt` is this point.
#[cfg(feature = "trap")]
pub(super) fn at(point: u8) {
    if super::imports::trap_at(point) {
        #[cfg(target_arch = "wasm32")]
        core::arch::wasm32::unreachable();
    }
}

#[cfg(not(feature = "trap"))]
pub(super) fn at(_point: u8) {}
