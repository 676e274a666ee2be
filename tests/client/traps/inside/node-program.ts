// A scene in a process of its own.
import { report } from "../../../support/documented.ts";
import { play } from "./play.ts";

const [address = "", scene = "{}"] = process.argv.slice(2);
const uncaught: string[] = [];
for (const event of ["unhandledRejection", "uncaughtException"])
  process.on(event, (error) => uncaught.push(String(error)));
const told = await play(await import(address), JSON.parse(scene));
report({ ...told, uncaught });
