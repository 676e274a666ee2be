import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complaints, strict } from "../support/compile.ts";
import { type EmulatorProcess, facts, serveEmulator } from "../support/emulator-process.ts";
import { manifest, packed, projectOf } from "../support/installed.ts";
import { run } from "../support/run.ts";
import { type Block, blocksOf, commandsOf } from "./blocks.ts";

const root = join(import.meta.dirname, "../..");
const pages = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith(".md"),
);

/** The blocks of a page, or of all pages. */
function blocksIn(languages: string[], from: readonly string[] = pages): Array<Block & { page: string }> {
  const all = from.flatMap((page) =>
    blocksOf(readFileSync(join(root, page), "utf8")).map((block) => ({ ...block, page })),
  );
  return all.filter(({ language }) => languages.includes(language));
}

const programs = blocksIn(["ts", "tsx"]);
const own = blocksIn(["ts"], ["README.md"]);
const { agentflow_id, executed_by: executedBy, projectID } = facts.request;
const known = `const [agentflow_id, executedBy, projectID] = ${JSON.stringify([agentflow_id, executedBy, projectID])};`;
const { scripts, name } = manifest as unknown as { scripts: Record<string, string>; name: string };

let emulator: EmulatorProcess;
let project: string;
beforeAll(async () => {
  emulator = await serveEmulator();
  const source = join(import.meta.dirname, "project");
  project = projectOf("readme", {
    source,
    packages: ["@types/node", "undici-types", "@types/react", "csstype"],
  });
});
afterAll(() => emulator?.stop());

describe("the programs of the README and of the guides", () => {
  test("are there, in TypeScript and in no other of its names", () => {
    expect(programs.some(({ page }) => page === "README.md")).toBe(true);
    expect(blocksIn(["typescript", "js", "javascript"])).toEqual([]);
  });

  test("compile in a strict project, each for itself", { timeout: 60_000 }, async () => {
    const files = programs.map(({ page, code, line, language }) => {
      const file = `${page.replaceAll("/", "-")}-${line}.${language}`;
      // The lines are those of the page. The export makes a module of it.
      writeFileSync(join(project, file), `${"\n".repeat(line - 1)}${code}\nexport {};\n`);
      return file;
    });
    const found = { types: ["node"], module: "esnext", moduleResolution: "bundler", jsx: "react-jsx" };
    const options = { ...strict, ...found };
    expect(await complaints(project, ["prelude.d.ts", ...files], options)).toEqual([]);
  });

  test("the first one starts an execution at the emulator", async () => {
    const code = own[0]?.code.replace("http://127.0.0.1:8787", emulator.base);
    expect(code).toContain(emulator.base);
    expect(code).toContain(emulator.key);
    writeFileSync(join(project, "first.mjs"), code as string);
    const { out, err } = await run(process.execPath, ["first.mjs"], { cwd: project });
    expect(err).toBe("");
    expect(out).toMatch(/^[0-9a-f-]{36} ready\n$/);
  });

  test("the one that starts many prints a line for each", async () => {
    const { base, key } = emulator;
    const code = own.find((block) => block.code.includes("createMany"))?.code ?? "";
    const emulated = code.replace("() => getKey()", `"${key}", baseUrl: "${base}"`);
    expect(emulated).toContain(base);
    writeFileSync(join(project, "many.mjs"), `${known}\n${emulated}`);
    const { out, err } = await run(process.execPath, ["many.mjs"], { cwd: project });
    expect(err).toBe("");
    expect(out).toBe("Ada ready\nGrace ready\nBarbara ready\n");
  });

  test("the worker of five lines lets a page without a key start an execution", async () => {
    const code = own.find((block) => block.code.includes("wexa-executeflow/proxy"))?.code ?? "";
    // The agentflow has to be one of the project's.
    const worker = code
      .replace("export default", "const worker =")
      .replace("createProxy({", `createProxy({ baseUrl: ${JSON.stringify(emulator.base)},`);
    expect(worker).not.toBe(code);
    const page = `${known}
${worker}
const isSignedIn = (request: Request) => request.headers.get("cookie") === "session=1";
const env = { WEXA_API_KEY: ${JSON.stringify(emulator.key)} };
const { WexaClient } = await import("wexa-executeflow");
const made = await new WexaClient({ apiKey: env.WEXA_API_KEY, baseUrl: ${JSON.stringify(emulator.base)}, projectID })
  .agentflows.create({ name: "a", description: "b", role: "c" });
const origin = "https://app.example";
const fetch = (url: string, init: RequestInit) => worker.fetch(new Request(url, init), env);
const pageOf = (cookie: string) => new WexaClient({
  apiKey: null, baseUrl: origin + "/wexa", fetch: fetch as never, headers: { origin, cookie }, projectID, executedBy,
});
const request = { agentflow_id: made._id as string, goal: "run" };
console.log((await pageOf("session=1").executions.create(request)).status);
console.log(await pageOf("").executions.create(request).catch((error) => error.code + " " + error.outcome));
void agentflow_id;
`;
    writeFileSync(join(project, "worker.mts"), page);
    const { out, err } = await run(process.execPath, ["worker.mts"], { cwd: project });
    expect(err).toBe("");
    expect(out).toBe("ready\npermission refused\n");
  });

  test("the one with an emulator of its own prints what it says", async () => {
    const code = own.find((block) => block.code.includes("wexa-executeflow/emulator"))?.code ?? "";
    writeFileSync(join(project, "emulated.mjs"), `${known}\n${code}`);
    const { out, err } = await run(process.execPath, ["emulated.mjs"], { cwd: project });
    expect(err).toBe("");
    const said = /console\.log\(.*\/\/ (.*)$/m.exec(code)?.[1];
    expect(out.trim()).toBe(said?.replaceAll('"', ""));
  });
});

describe("the section “Follow a run”", () => {
  // A client of an emulator in the same process, in which each look finds the run a second further, and a person.
  const prelude = `
    import { WexaClient } from "wexa-executeflow";
    import { createEmulator } from "wexa-executeflow/emulator";
    ${known}
    const emulator = createEmulator({ clock: "manual" });
    const fetch = async (url, init) => {
      const response = await emulator.fetch(url, init);
      if (init.method === "GET" && url.includes("/execute_flow/")) emulator.clock.advance(1000);
      return response;
    };
    const wexa = new WexaClient({ ...emulator.clientOptions(), fetch, projectID, executedBy });
    const { execution_id } = await wexa.executions.create({ agentflow_id, goal: "run" });
    const asks = [{ step: 0, type: "preview" }, { step: 1, type: "runtime_input", summary: "Which city?" }];
    emulator.script({ steps: 2, asks, conclusion: "# Pune" });
    const confirm = () => true;
    const ask = async (question) => console.log(question) ?? "Pune";
  `;
  const lives: Record<string, string[]> = {
    watch: ["ready 0", "running 0", "running 1", "running 2", "completed 3"],
    createAndWait: [
      "ready",
      "running",
      "input_required",
      "Which city?",
      "running",
      "completed",
      "{ conclusion: '# Pune' }",
    ],
  };

  test.each(Object.entries(lives))(
    "the program with %s prints what happens, and ends",
    async (method, lines) => {
      const programs = own.filter(({ code }) => code.includes(`.executions.${method}(`));
      expect(programs).toHaveLength(1);
      writeFileSync(join(project, `${method}.mjs`), `${prelude}\n${programs[0]?.code}`);
      const { out, err } = await run(process.execPath, [`${method}.mjs`], { cwd: project });
      expect(err).toBe("");
      expect(out.trim().split("\n")).toEqual(lines);
    },
  );
});

describe("the commands of the README and of the guides", () => {
  const commands = blocksIn(["sh"]).flatMap((block) =>
    commandsOf(block).map((command) => ({ ...command, page: block.page })),
  );

  test("are there, in blocks of sh and of no other of its names", () => {
    expect(commands.some(({ page }) => page === "README.md")).toBe(true);
    expect(blocksIn(["bash", "shell", "console", "zsh"])).toEqual([]);
  });

  test("are commands that there are", async () => {
    for (const { page, line, words } of commands) {
      expect.soft(await wrongWith(words), `${page}:${line}: ${words.join(" ")}`).toBeUndefined();
    }
  });
});

/** Why a reader who types this would be disappointed. */
async function wrongWith(words: string[]): Promise<string | undefined> {
  const [program, first, ...rest] = words;
  switch (program) {
    case "npx":
      return first === name ? ownCommand(rest) : `${first} is not this package`;
    case "npm":
      return npm(first, rest);
    case "pnpm":
    case "yarn":
    case "bun":
      return first === "add" && rest.includes(name) ? undefined : "only `add` is known here";
    case "deno":
      return first === "add" && rest.includes(`npm:${name}`) ? undefined : "only `add` is known here";
    case "cargo":
      return first === "add" && rest.includes(name) ? undefined : "only `add` is known here";
    case "git":
      return first === "clone" ? undefined : "only `clone` is known here";
    case "cd":
      return undefined;
    default:
      return "a command that this test knows nothing of";
  }
}

function npm(first: string | undefined, rest: string[]): string | undefined {
  if (first === "ci") return undefined;
  if (first === "install" || first === "i") {
    const others = rest.filter((word) => !word.startsWith("-") && word !== name);
    return others.length > 0 ? `${others} is not this package` : undefined;
  }
  const script = first === "run" ? rest[0] : first;
  if ((first === "run" || first === "test" || first === "start") && script && script in scripts)
    return undefined;
  return `package.json has no script ${script}`;
}

/** The command's help must know the words and options of it. */
async function ownCommand(words: string[]): Promise<string | undefined> {
  const own = words.filter((word) => /^[a-z]+$/.test(word));
  const command = join(packed, "node_modules/.bin", name);
  const { code, out, err } = await run(command, [...own.slice(0, 1), "--help"]);
  if (code !== 0) return err;
  const options = words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0] as string);
  const unknown = options.filter((option) => !out.includes(`${option} `));
  if (unknown.length > 0) return `its help does not know ${unknown}`;
  return own.length === 0 || out.includes(`${name} ${own[0]}`)
    ? undefined
    : `its help does not know ${own[0]}`;
}
