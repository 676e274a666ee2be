// What the emulator in the page begins with, so that there is something to see: a few agentflows, and executions of
// them that began some time ago.
import type { WexaClient } from "wexa-executeflow";
import type { Emulator, Script } from "wexa-executeflow/emulator";
import { brief } from "./brief.ts";
import { invoices } from "./invoices.ts";
import { migration } from "./migration.ts";
import { support } from "./support.ts";

/** How long before the page was opened the emulator's time begins. */
export const EARLIER = 26 * 60_000;

/** An agentflow of the page's emulator. */
export interface Sample {
  readonly name: string;
  readonly description: string;
  readonly role: string;
  readonly default_goal: string;
  /** What the form offers as its input. */
  readonly variables: Record<string, unknown>;
  readonly agents: readonly { title: string; role: string; description: string; model: string }[];
  readonly script: Omit<Script, "match">;
}

/** The samples by the ids that the emulator gave them. */
export type Samples = ReadonlyMap<string, Sample>;

export async function seed(emulator: Emulator, wexa: WexaClient): Promise<Samples> {
  const samples = new Map<string, Sample>();
  const ids = new Map<Sample, string>();
  // The list shows the newest first.
  for (const sample of [migration, support, invoices, brief]) {
    const { agents, variables: _, script, ...rest } = sample;
    const agentflow = { ...rest, agents: agents.map(agentOf(sample.name)) };
    const { _id } = await wexa.agentflows.create(agentflow);
    emulator.script({ ...script, match: { agentflow_id: _id } });
    samples.set(_id, sample);
    ids.set(sample, _id);
  }

  const start = async (sample: Sample, goal: string, input_variables = sample.variables): Promise<void> => {
    const agentflow_id = ids.get(sample) ?? "";
    await wexa.executions.create({ agentflow_id, goal, input_variables });
  };
  const pass = (minutes: number): number => emulator.clock.advance(minutes * 60_000);
  await start(migration, "Move the March archive");
  pass(7);
  await start(brief, "Brief the board on heat pumps", { topic: "Heat pumps", audience: "The board" });
  pass(9);
  await start(invoices, "Check invoice 2026-0417");
  pass(8.6);
  await start(support, "Answer ticket 5810", { ticket: 5810, language: "en" });
  pass(1.3);
  await start(brief, brief.default_goal);
  pass(0.1);
  return samples;
}

function agentOf(flow: string): (agent: Sample["agents"][number], at: number) => Record<string, unknown> {
  return ({ title, role, description, model }, at) => ({
    // An id of 24 hex digits, another one for each agent.
    _id: [...`${flow}${at}${title}`]
      .reduce((sum, letter) => (sum * 33n + BigInt(letter.codePointAt(0) ?? 0)) % 16n ** 24n, 5381n)
      .toString(16)
      .padStart(24, "6"),
    title,
    role,
    role_description: description,
    agent_type: "skilled_agent",
    llm: { model, temperature: 0, max_tokens: 10_000 },
    skills: [],
  });
}
