// Which crates the modules are made of, from the names of their functions. What is inlined everywhere has no name: all that
// is left of gloo-net in the Rust page is the call of `Headers.get`; tests/rust/example/ finds its functions.
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { run } from "../support/run.ts";
import { countOfCrate, functionNames } from "./function-names.ts";

const root = join(import.meta.dirname, "../..");
const namesOf = (variant: string) => functionNames(join(root, "target/bindgen", variant, "wexa_bg.wasm"));

beforeAll(async () => {
  const script = join(root, "scripts/build.mjs");
  const { code, out, err } = await run(process.execPath, [script, "names"], { cwd: root, within: 280_000 });
  if (code !== 0) throw new Error(`the modules cannot be built: ${out}${err}`);
}, 300_000);

describe("the npm package's module", () => {
  test.each(["wexa_executeflow", "web_sys", "js_sys", "slab"])("has functions of %s", (crate) => {
    expect(countOfCrate(namesOf("npm-names"), crate)).toBeGreaterThan(0);
  });

  test.each(["gloo_net", "serde_core", "serde_json", "serde_wasm_bindgen", "wasm_bindgen_futures"])(
    "has none of %s",
    (crate) => {
      expect(countOfCrate(namesOf("npm-names"), crate)).toBe(0);
    },
  );
});

describe("the Rust page's module", () => {
  test.each(["wexa_executeflow", "web_sys", "js_sys", "serde_core", "serde_json", "serde_wasm_bindgen"])(
    "has functions of %s",
    (crate) => {
      expect(countOfCrate(namesOf("rust-page-names"), crate)).toBeGreaterThan(0);
    },
  );

  test("reads headers as gloo-net does", () => {
    expect(namesOf("rust-page-names")).toContainEqual(
      expect.stringMatching(/web_sys.*gen_Headers::Headers>?::get/),
    );
  });
});
