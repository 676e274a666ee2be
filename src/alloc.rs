//! The allocator of the npm package's module.
//!
//! The standard one is a fifth of the module. This module's heap holds a few short strings for each call in flight
//! (bodies never enter it), so a free list for each power of two is enough: a block that is freed is the next one
//! given out in its class, and memory stays as large as the busiest moment needed.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::ptr::null_mut;

/// The smallest block, in bytes: it holds the link of a free list, and every alignment that Rust asks for here.
const SMALLEST: usize = 16;
/// More than there are bits in a size, so that no class is out of bounds.
const CLASSES: usize = usize::BITS as usize + 1;
const PAGE: usize = 65_536;

/// Where memory comes from.
pub trait Memory {
    /// The address of so many fresh pages in a row, aligned to a page; `None` when there are no more.
    fn grow(&self, pages: usize) -> Option<usize>;
}

/// The linear memory of the module.
#[cfg(target_arch = "wasm32")]
#[derive(Debug)]
pub struct LinearMemory;

#[cfg(target_arch = "wasm32")]
impl Memory for LinearMemory {
    fn grow(&self, pages: usize) -> Option<usize> {
        match core::arch::wasm32::memory_grow(0, pages) {
            usize::MAX => None,
            before => Some(before * PAGE),
        }
    }
}

/// A block that is free, in the list of its class.
struct Free {
    next: *mut Free,
}

struct State {
    free: [*mut Free; CLASSES],
    /// Fresh memory that has not been given out: from here…
    fresh: usize,
    /// …to here.
    end: usize,
}

/// An allocator for one thread.
pub struct Allocator<M> {
    memory: M,
    state: UnsafeCell<State>,
}

impl<M> core::fmt::Debug for Allocator<M> {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("Allocator")
    }
}

impl<M> Allocator<M> {
    /// An allocator that has nothing yet.
    pub const fn new(memory: M) -> Self {
        Self { memory, state: UnsafeCell::new(State { free: [null_mut(); CLASSES], fresh: 0, end: 0 }) }
    }
}

/// The class of a layout, whose size is not 0: its blocks are `1 << class` bytes.
fn class_of(layout: Layout) -> usize {
    (usize::BITS - (layout.size().wrapping_sub(1) | (SMALLEST - 1)).leading_zeros()) as usize
}

// SAFETY: WebAssembly without the atomics feature has one thread, and no other target uses this as its allocator; the
// tests use an allocator from the thread that made it.
#[cfg(not(target_feature = "atomics"))]
#[allow(unsafe_code)]
unsafe impl<M: Sync> Sync for Allocator<M> {}

// SAFETY: a block is given out either from a free list, which it leaves, or from fresh memory, which is then no longer
// fresh: so no two live blocks overlap. A block is at least as large as its layout (its size rounded up to a power of
// two), and aligned to SMALLEST: fresh memory begins at a page, and every size taken from it is a multiple of SMALLEST.
// A layout that asks for more alignment gets null. A freed block goes to the list of its class, which is that of its
// layout, and is large enough to hold the link. Nothing here unwinds or allocates.
#[allow(unsafe_code)]
unsafe impl<M: Memory> GlobalAlloc for Allocator<M> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: one thread, and no reference to the state outlives a call.
        let state = unsafe { &mut *self.state.get() };
        let class = class_of(layout);
        let Some(head) = state.free.get_mut(class).filter(|_| layout.align() <= SMALLEST) else {
            return null_mut();
        };
        if let Some(block) = unsafe { head.as_ref() } {
            let given = *head;
            *head = block.next;
            return given.cast();
        }
        let size = 1 << class;
        if state.end - state.fresh < size {
            let pages = size.div_ceil(PAGE);
            let Some(begin) = self.memory.grow(pages) else { return null_mut() };
            // What grows in a row is one piece; else the rest of the old piece stays unused.
            if begin != state.end {
                state.fresh = begin;
            }
            state.end = begin + pages * PAGE;
        }
        let given = state.fresh;
        state.fresh += size;
        core::ptr::with_exposed_provenance_mut(given)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: one thread, and no reference to the state outlives a call.
        let state = unsafe { &mut *self.state.get() };
        if let Some(head) = state.free.get_mut(class_of(layout)) {
            let block: *mut Free = block.cast();
            // SAFETY: the block is of this class, so it is large and aligned enough for a link, and nobody uses it.
            unsafe { block.write(Free { next: *head }) };
            *head = block;
        }
    }
}

#[cfg(test)]
#[path = "alloc/tests.rs"]
#[allow(unsafe_code)]
mod tests;
