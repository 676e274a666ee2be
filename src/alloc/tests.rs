use super::*;
use proptest::prelude::*;
use std::cell::RefCell;

/// Pages of the test's own, in pieces that are not always in a row.
struct Pages {
    pieces: RefCell<Vec<(*mut u8, Layout)>>,
    left: RefCell<usize>,
}

impl Memory for Pages {
    fn grow(&self, pages: usize) -> Option<usize> {
        let mut left = self.left.borrow_mut();
        *left = left.checked_sub(pages)?;
        let layout = Layout::from_size_align(pages * PAGE, PAGE).unwrap();
        // SAFETY: the layout is not empty.
        let piece = unsafe { std::alloc::alloc_zeroed(layout) };
        self.pieces.borrow_mut().push((piece, layout));
        Some(piece.expose_provenance())
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        for (piece, layout) in self.pieces.borrow_mut().drain(..) {
            // SAFETY: each piece was made with this layout, and no block of it is used any more.
            unsafe { std::alloc::dealloc(piece, layout) };
        }
    }
}

fn allocator(pages: usize) -> Allocator<Pages> {
    Allocator::new(Pages { pieces: RefCell::default(), left: RefCell::new(pages) })
}

fn bytes(size: usize, align: usize) -> Layout {
    Layout::from_size_align(size, align).unwrap()
}

#[derive(Clone, Debug)]
enum Act {
    Take(usize, usize),
    Free(usize),
    Resize(usize, usize),
}

fn any_act() -> impl Strategy<Value = Act> {
    let size = prop_oneof![1_usize..64, 1_usize..5000, 1_usize..70_000];
    prop_oneof![
        (size.clone(), 0_u32..=4).prop_map(|(size, align)| Act::Take(size, 1 << align)),
        (0_usize..64).prop_map(Act::Free),
        (0_usize..64, size).prop_map(|(which, size)| Act::Resize(which, size)),
    ]
}

struct Block {
    start: *mut u8,
    layout: Layout,
    mark: u8,
}

impl Block {
    fn fill(&self) {
        // SAFETY: the block is live and as large as its layout.
        unsafe { self.start.write_bytes(self.mark, self.layout.size()) };
    }
    fn holds(&self, length: usize) -> bool {
        // SAFETY: as above; it was filled.
        unsafe { std::slice::from_raw_parts(self.start, length) }.iter().all(|byte| *byte == self.mark)
    }
}

proptest! {
    /// Every live block keeps what was written to it, whatever happens to the others.
    #[test]
    fn blocks_do_not_touch_each_other(acts in proptest::collection::vec(any_act(), 1..60)) {
        let allocator = allocator(4096);
        let mut live: Vec<Block> = Vec::new();
        for (turn, act) in acts.into_iter().enumerate() {
            let mark = (turn % 251) as u8 + 1;
            match act {
                Act::Take(size, align) => {
                    let layout = bytes(size, align);
                    // SAFETY: the layout is not empty.
                    let start = unsafe { allocator.alloc(layout) };
                    prop_assert!(!start.is_null());
                    prop_assert_eq!(start as usize % align, 0);
                    live.push(Block { start, layout, mark });
                    live.last().unwrap().fill();
                }
                Act::Free(which) if !live.is_empty() => {
                    let block = live.swap_remove(which % live.len());
                    prop_assert!(block.holds(block.layout.size()));
                    // SAFETY: the block is live and of this layout.
                    unsafe { allocator.dealloc(block.start, block.layout) };
                }
                Act::Resize(which, size) if !live.is_empty() => {
                    let which = which % live.len();
                    let block = &mut live[which];
                    let kept = block.layout.size().min(size);
                    // SAFETY: the block is live and of this layout; the size is not 0.
                    block.start = unsafe { allocator.realloc(block.start, block.layout, size) };
                    block.layout = bytes(size, block.layout.align());
                    prop_assert!(block.holds(kept));
                    block.fill();
                }
                _ => {}
            }
            for block in &live {
                prop_assert!(block.holds(block.layout.size()));
            }
        }
    }
}

#[test]
fn memory_stays_as_large_as_the_busiest_moment_needed() {
    let allocator = allocator(usize::MAX);
    let once = || {
        let layouts: Vec<_> = (1..300).map(|size| bytes(size * 7, 1)).collect();
        // SAFETY: each block is freed once, with its own layout.
        unsafe {
            let blocks: Vec<_> = layouts.iter().map(|layout| allocator.alloc(*layout)).collect();
            blocks.iter().zip(&layouts).for_each(|(block, layout)| allocator.dealloc(*block, *layout));
        }
        allocator.memory.pieces.borrow().len()
    };
    let first = once();
    for _ in 0..1000 {
        assert_eq!(once(), first);
    }
}

#[test]
fn what_cannot_be_had_is_null() {
    let allocator = allocator(1);
    // SAFETY: no layout is empty, and no block is used.
    unsafe {
        assert!(!allocator.alloc(bytes(PAGE, 1)).is_null());
        assert!(allocator.alloc(bytes(1, 1)).is_null(), "no memory is left");
        assert!(allocator.alloc(bytes(1, 4096)).is_null(), "more alignment than there is");
        assert!(allocator.alloc(bytes(1 << 31, 1)).is_null(), "larger than the largest class");
    }
}
