import type { OperationName } from "../generated/routes.ts";
import type { Decision, Settings } from "./options.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";

const NAMES = ["projectID", "executed_by"];

/** What the caller may reach, or the answer that it gets instead. Throws a `Refusal` where it may not. */
export async function authorized<Env>(
  settings: Settings<Env>,
  request: Request,
  operations: readonly OperationName[],
  env: Env,
): Promise<Scope | Response> {
  let decision: Decision;
  try {
    decision = await settings.authorize(request, { operations, env });
  } catch {
    throw new Refusal(403, "proxy_unauthorized", "the proxy could not find out who is asking");
  }
  if (decision === true) return { projectID: settings.projectID };
  if (isResponse(decision)) return decision;
  if (!isScope(decision))
    throw new Refusal(403, "proxy_unauthorized", "the proxy does not serve this caller");
  const { projectID = settings.projectID } = decision;
  if (settings.projectID !== undefined && projectID !== settings.projectID) {
    throw new Refusal(403, "proxy_unauthorized", "the proxy does not serve this caller's project");
  }
  return { ...decision, projectID };
}

/** Nothing but the names that narrow, each with a value: a session that has lost its project opens no other. */
function isScope(decision: unknown): decision is Scope {
  if (typeof decision !== "object" || decision === null) return false;
  const entries = Object.entries(decision);
  return (
    entries.length > 0 &&
    entries.every(([name, value]) => NAMES.includes(name) && typeof value === "string" && value !== "")
  );
}

function isResponse(decision: Decision): decision is Response {
  const { status, headers } = (decision || {}) as { status?: unknown; headers?: { get?: unknown } };
  return typeof status === "number" && typeof headers?.get === "function";
}
