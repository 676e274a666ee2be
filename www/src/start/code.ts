import type { CreateExecution } from "wexa-executeflow";
import { isLoopback, type Settings } from "../settings/settings.ts";

/** The call as somebody would write it. A key never appears in it. */
export function codeOf(request: CreateExecution, settings: Settings, looksForLost: boolean): string {
  const imports = ['import { create_executeflow } from "wexa-executeflow";'];
  if (settings.kind === "emulator") {
    imports.push(
      'import { createEmulator } from "wexa-executeflow/emulator";',
      "",
      "const emulator = createEmulator();",
    );
  }
  const options =
    settings.kind === "emulator"
      ? ["...emulator.clientOptions()"]
      : [
          `baseUrl: ${JSON.stringify(settings.baseUrl)}`,
          isLoopback(settings.baseUrl) ? "apiKey" : "apiKey: null",
        ];
  if (looksForLost) options.push('onUnknown: "reconcile"');
  const body = { ...request, executed_by: settings.executedBy, projectID: settings.projectID };
  const fields = Object.entries(body).map(([name, value]) => `    ${name}: ${literal(value)},`);
  return [
    ...imports,
    "",
    "const execution = await create_executeflow(",
    "  {",
    ...fields,
    "  },",
    "  {",
    ...options.map((option) => `    ${option},`),
    "  },",
    ");",
  ].join("\n");
}

/** A value in code, its names without quotes where they need none. */
function literal(value: unknown): string {
  const json = JSON.stringify(value, null, 2) ?? "undefined";
  return json.replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, "$1$2:").replaceAll("\n", "\n    ");
}
