// Twenty first calls at once, after loads that fail as often as the second argument says.
import { answer, report, request, told } from "../../../support/documented.ts";

const [address = "", failures = "0"] = process.argv.slice(2);
const { create_executeflow, preload }: typeof import("../../../../npm/index.ts") = await import(address);

let compiled = 0;
const { compile } = WebAssembly;
WebAssembly.compile = async (bytes) => {
  if (++compiled <= Number(failures)) throw new WebAssembly.CompileError("no memory for code");
  return compile(bytes);
};
let instances = 0;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (async (...args: Parameters<typeof instantiate>) => {
  instances++;
  return instantiate(...args);
}) as typeof instantiate;

const options = { apiKey: "k", fetch: answer };
const burst = async (): Promise<unknown[]> =>
  (await Promise.allSettled(Array.from({ length: 20 }, () => create_executeflow(request, options)))).map(
    (each) => (each.status === "fulfilled" ? each.value.status : told(each.reason)),
  );
const first = await burst();
const second = await burst();
await preload();
report({ first, second, compiled, instances });
