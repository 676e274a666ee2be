// Builds the console into target/www, a folder for any static host:  npm run build:www
import "./setup/project-node.mjs";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { root, target } from "./setup/paths.mjs";
import { SetupError } from "./setup/say.mjs";
import { buildIfNeeded } from "./start/build.mjs";
import { Ending } from "./start/ending.mjs";
import { StartError } from "./start/start-error.mjs";

const ending = new Ending();

try {
  await buildIfNeeded(ending);
  const { build } = await import("vite");
  await build({ configFile: join(root, "www", "vite.config.ts"), logLevel: "warn" });
  const www = join(target, "www");
  const files = readdirSync(www, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  console.log("target/www, bytes of brotli:");
  for (const { parentPath, name } of files) {
    const size = brotliCompressSync(readFileSync(join(parentPath, name))).length;
    console.log(`${String(size).padStart(8)}  ${name}`);
  }
} catch (error) {
  const isOurs = error instanceof StartError || error instanceof SetupError;
  console.error(isOurs ? error.toString() : error);
  process.exitCode = 1;
}
await ending.run();
