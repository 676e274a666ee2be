//! The documentation of types and operations as data, for the generators in `xtask`.

use crate::schema::{ObjectSchema, Schema};

/// How a type is written in a target language.
#[derive(Clone, Copy, Debug)]
pub enum TypeExpr {
    /// A word that every target language of the generators knows: `string`, `number`, `boolean`, `Json`.
    Plain(&'static str),
    /// A list of something.
    List(&'static TypeExpr),
    /// A list of something, or an envelope around one.
    ListResponse(&'static TypeExpr),
    /// An object with a name and fields.
    Object(&'static ObjectSchema),
    /// A union with a name: its documentation, and its members in TypeScript.
    Union(&'static UnionDoc),
}

/// An object's documentation.
#[derive(Clone, Copy, Debug)]
pub struct ObjectDoc {
    /// Its name in Rust and TypeScript.
    pub name: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
}

/// A field's documentation.
#[derive(Clone, Copy, Debug)]
pub struct FieldDoc {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
}

/// A union's documentation.
#[derive(Clone, Copy, Debug)]
pub struct UnionDoc {
    /// Its name in Rust and TypeScript.
    pub name: &'static str,
    /// Its documentation, in Markdown.
    pub doc: &'static str,
    /// Its members as TypeScript writes them.
    pub members: &'static [&'static str],
    /// The types of the objects among its members.
    pub objects: &'static [&'static Schema],
}

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
