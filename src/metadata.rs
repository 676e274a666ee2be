//! The documentation of operations as data, for the generators in `xtask`. That of types is in [`crate::schema`].

use crate::schema::TypeExpr;

/// An operation's documentation.
#[derive(Clone, Copy, Debug)]
pub struct OperationDoc {
    /// Its documentation, in Markdown.
    pub doc: &'static str,
    /// How its list is read page by page, and the type of the list's items.
    pub pages: Option<(Paging, TypeExpr)>,
}

/// How the next page of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// There is one page.
    Whole,
    /// `skip` counts the items that were read.
    Skip,
    /// `page` counts the pages, from 1.
    Page,
    /// `page_no` counts the pages, from 1.
    PageNo,
    /// `after_id` is the `_id` of the last item that was read.
    After,
}
