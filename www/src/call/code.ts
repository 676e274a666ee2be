import type { CreateExecution } from "wexa-executeflow";
import { element } from "../element.ts";
import type { Destination } from "../form/destination.ts";

/** The call as somebody would write it. A key that was typed never appears in it. */
export function codeOf(request: CreateExecution, to: Destination): string {
  const imports = ['import { create_executeflow } from "wexa-executeflow";'];
  if (to.kind === "emulator") {
    imports.push(
      'import { createEmulator } from "wexa-executeflow/emulator";',
      "",
      "const emulator = createEmulator();",
    );
  }
  const options = to.kind === "emulator" ? "emulator.clientOptions()" : addressOptions(to);
  const fields = Object.entries(request).map(([name, value]) => `    ${name}: ${literal(value)},`);
  return [
    ...imports,
    "",
    "const execution = await create_executeflow(",
    "  {",
    ...fields,
    "  },",
    `  ${options},`,
    ");",
  ].join("\n");
}

function addressOptions({ baseUrl, sendsKey }: { baseUrl: string; sendsKey: boolean }): string {
  return `{ baseUrl: ${JSON.stringify(baseUrl)}, ${sendsKey ? "apiKey" : "apiKey: null"} }`;
}

/** A value in code, its names without quotes where they need none. */
function literal(value: unknown): string {
  const json = JSON.stringify(value, null, 2) ?? "undefined";
  return json.replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:").replaceAll("\n", "\n    ");
}

/** Shows code, its strings set apart. */
export function showCode(target: HTMLElement, code: string): void {
  if (target.textContent === code) return;
  const parts = code.split(/("(?:[^"\\]|\\.)*")/);
  target.replaceChildren(
    ...parts.map((part, at) => (at % 2 === 1 ? element("span", { class: "string" }, part) : part)),
  );
}
