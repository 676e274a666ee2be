import { join } from "node:path";
import { expect, test } from "vitest";
import { circles, importsOf, rustSources } from "./rust-imports.ts";

const crate = (files: Record<string, string>) => circles(importsOf(new Map(Object.entries(files))));

test("no two files of the crate import each other, directly or through others", () => {
  const imports = importsOf(rustSources(join(import.meta.dirname, "../../src")));
  expect(imports.size).toBeGreaterThan(50);
  expect([...(imports.get("send.rs") ?? [])]).toEqual(
    expect.arrayContaining(["error.rs", "transport/fetch.rs", "send/state.rs"]),
  );
  expect([...(imports.get("resources/executions.rs") ?? [])]).toEqual(
    expect.arrayContaining(["schema.rs", "client.rs", "client/error.rs"]),
  );
  expect(circles(imports)).toEqual([]);
});

test.each([
  ["use", { "a.rs": "use crate::b::B;", "b.rs": "use crate::a::{self, A as C};" }, "a.rs -> b.rs -> a.rs"],
  ["a path in code", { "a.rs": "fn a() { crate::b::b() }", "b.rs": "use super::a;" }, "a.rs -> b.rs -> a.rs"],
  [
    "a child and its parent",
    { "a.rs": "mod b;\nfn a() { b::b() }", "a/b.rs": "use super::A;" },
    "a.rs -> a/b.rs -> a.rs",
  ],
  [
    "a re-export, by which others get what is elsewhere",
    { "lib.rs": "pub use a::A;", "a.rs": "use crate::b::B;", "b.rs": "use crate::A;" },
    "a.rs -> b.rs -> a.rs",
  ],
  [
    "a macro, for the files that call it",
    {
      "m.rs": "macro_rules! m { () => { crate::b::b() }; }\npub(crate) use m;",
      "a.rs": "use crate::m::m;\nm! {}",
      "b.rs": "use crate::a::A;",
    },
    "a.rs -> b.rs -> a.rs",
  ],
])("a circle is found: %s", (_, files, circle) => {
  expect(crate(files as Record<string, string>)).toEqual([circle]);
});

test.each([
  [
    "comments and strings",
    { "a.rs": '// crate::b\nconst A: &str = "crate::b::B";', "b.rs": "use crate::a::A;" },
  ],
  ["tests", { "a.rs": "#[cfg(test)]\nmod tests {\n use crate::b::B;\n}", "b.rs": "use crate::a::A;" }],
  ["what a parent declares and re-exports", { "a.rs": "mod b;\npub use b::B;", "a/b.rs": "use super::A;" }],
  [
    "the macro's own file",
    { "a.rs": "macro_rules! m { () => { crate::b::b() }; }", "b.rs": "use crate::a::A;" },
  ],
])("no circle: %s", (_, files) => {
  expect(crate(files as Record<string, string>)).toEqual([]);
});
