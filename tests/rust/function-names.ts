import { readFileSync } from "node:fs";

/** The names of the functions of a module, in the order of their numbers; none where the module was stripped of them. */
export function functionNames(file: string): string[] {
  const module = new WebAssembly.Module(readFileSync(file));
  const [section] = WebAssembly.Module.customSections(module, "name");
  if (!section) return [];
  const bytes = new Uint8Array(section);
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const names: string[] = [];
  while (at < bytes.length) {
    // The names of functions are subsection 1.
    const kind = bytes[at++];
    const end = number() + at;
    if (kind === 1) {
      for (let left = number(); left > 0; left--) {
        number();
        const length = number();
        names.push(Buffer.from(bytes.subarray(at, at + length)).toString("utf8"));
        at += length;
      }
    }
    at = end;
  }
  return names;
}

/** How many of the functions are of a crate, or made from its generic ones. */
export function countOfCrate(names: string[], crate: string): number {
  // Without the hash that tells versions of a crate apart: `js_sys[65dd0fd0ef1e0b6b]::Array`, or `js_sys::Array::h1f2e3d`.
  const pattern = new RegExp(`(^|[^\\w:])${crate}(\\[[0-9a-f]+\\])?::`);
  return names.filter((name) => pattern.test(name)).length;
}
