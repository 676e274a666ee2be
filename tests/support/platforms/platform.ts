import { rolldown } from "rolldown";

/** Where a program of the tests runs, and answers questions. */
export interface Platform<Question, Answer> {
  run(question: Question): Promise<Answer>;
  /** What it printed, past the console that the program listens to. */
  printed(): string;
  stop(): Promise<void>;
}

/** One of the programs in an `inside/` as JavaScript, with what it imports but for the files that stay where they are. */
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
