// A process of Node whose every message is one scene.
import { play, type Scene } from "./ways.ts";

const uncaught: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException"])
  process.on(event, (error) => uncaught.push(String(error)));
const wexa = await import(process.argv[2] ?? "");
process.on("message", async ({ id, question }: { id: number; question: Scene }) => {
  const told = await play(wexa, question).catch(String);
  process.send?.({ id, told: typeof told === "string" ? told : { ...told, uncaught: uncaught.splice(0) } });
});
process.send?.("ready");
