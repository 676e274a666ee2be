// Imports or requires the package, then calls it, and reports which globals were touched when.
import { createRequire } from "node:module";
import { answer, report, request } from "../../../support/documented.ts";

const [address = "", how] = process.argv.slice(2);
const { touched } = globalThis as unknown as { touched: string[] };
const since = (): string[] => [...new Set(touched.splice(0))];
const before = Object.keys(globalThis);

since();
const load = how === "require" ? createRequire(address)("./required.cjs") : await import(address);
const atImport = since();
const { create_executeflow, WexaClient } = load as typeof import("../../../../npm/index.ts");
const client = new WexaClient({ apiKey: "k", fetch: answer });
const atConstruction = since();
await create_executeflow(request, { apiKey: "k", fetch: answer });
await client.executions.get("e-1");
const atCall = since();
report({
  atImport,
  atConstruction,
  atCall,
  added: Object.keys(globalThis).filter((name) => !before.includes(name)),
});
