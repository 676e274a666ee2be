// One scenario in a process of Node: it prints what came of it, and has nothing more to do.
import { play } from "./scenarios.ts";
import { type Package, World } from "./world.ts";

const [address = "", given = ""] = process.argv.slice(2);
const of: Package = await import(address);
process.stdout.write(JSON.stringify(await play(new World(of, JSON.parse(given)))));
