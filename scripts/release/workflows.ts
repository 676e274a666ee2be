// The workflows: valid YAML, actions of a fixed version, and a release that proves where it was built.
import { parseDocument } from "yaml";

interface Step {
  uses?: string;
  run?: string;
}

interface Job {
  permissions?: Record<string, string>;
  steps?: Step[];
}

interface Workflow {
  on?: { push?: { tags?: string[] } };
  permissions?: Record<string, string>;
  jobs?: Record<string, Job>;
}

function stepsOf(workflow: Workflow): Step[] {
  return Object.values(workflow.jobs ?? {}).flatMap(({ steps = [] }) => steps);
}

/** What is wrong with any workflow. */
export function workflowProblems(text: string): string[] {
  const document = parseDocument(text);
  if (document.errors.length > 0) return document.errors.map(({ message }) => message.split("\n")[0] ?? "");
  const workflow = document.toJS() as Workflow;
  const steps = stepsOf(workflow);
  const problems = steps
    .filter(({ uses }) => uses !== undefined && !/^[\w.-]+\/[\w./-]+@(v\d+(\.\d+)*|[0-9a-f]{40})$/.test(uses))
    .map(({ uses }) => `${uses} is not pinned to a version`);
  if (steps.length === 0) problems.push("it does nothing");
  if (!workflow.permissions) problems.push("it does not say what it may do: permissions");
  return problems;
}

/** What is wrong with the workflow that publishes, apart from that. */
export function releaseProblems(text: string): string[] {
  const workflow = (parseDocument(text).toJS() ?? {}) as Workflow;
  const problems: string[] = [];
  if (!workflow.on?.push?.tags?.some((tag) => tag.startsWith("v"))) problems.push("no tag starts it");
  // npm takes the identity of the workflow for the sign-in: a token that could leak is not there.
  if (/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/.test(text)) problems.push("it uses a stored token");
  const publishing = Object.values(workflow.jobs ?? {}).filter(({ steps = [] }) =>
    steps.some(({ run }) => run?.includes("npm publish")),
  );
  if (publishing.length !== 1) problems.push(`${publishing.length} jobs publish to npm, not 1`);
  for (const { permissions, steps = [] } of publishing) {
    const runs = steps.map(({ run }) => run ?? "");
    const at = runs.findIndex((run) => run.includes("npm publish"));
    if (permissions?.["id-token"] !== "write") problems.push("id-token: write is not given: no provenance");
    for (const flag of ["--provenance", "--access public"]) {
      if (!runs[at]?.includes(flag)) problems.push(`npm publish without ${flag}`);
    }
    for (const needed of ["npm run release:check", "npm run test:all"]) {
      if (!runs.slice(0, at).some((run) => run.includes(needed)))
        problems.push(`${needed} is not run before`);
    }
  }
  return problems;
}
