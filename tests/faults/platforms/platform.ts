import { rolldown } from "rolldown";
import type { Cell, Told } from "../inside/cell.ts";

/** Where cells run, or other questions to a program in it. */
export interface Platform<Question = Cell, Answer = Told> {
  run(question: Question): Promise<Answer>;
  /** What it printed, past the console that the cells listen to. */
  printed(): string;
  stop(): Promise<void>;
}

/** One of the programs in `inside/` as JavaScript, with what it imports but for the files that stay where they are. */
export async function bundle(program: string, external: RegExp, conditions: string[] = []): Promise<string> {
  const build = await rolldown({
    input: program,
    resolve: { conditionNames: conditions },
    plugins: [{ name: "external", resolveId: (id) => (external.test(id) ? { id, external: true } : null) }],
  });
  const { output } = await build.generate({ format: "esm" });
  await build.close();
  if (output.length !== 1) throw new Error(`${program}: expected one file, got ${output.length}`);
  return output[0].code;
}
