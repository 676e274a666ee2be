// A page of Chromium with the package that traps when it is told to.
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inject } from "vitest";
import { launch, watchedPage } from "../../support/chromium.ts";
import { bundle } from "../../support/platforms/platform.ts";
import { serveFiles } from "../../support/static-server.ts";

export interface TrapPage<Scene, Played> {
  play(scene: Scene): Promise<Played>;
  /** What the page has logged, and what nobody has caught in it. */
  printed(): string;
  stop(): Promise<void>;
}

export async function openTrapPage<Scene, Played>(program: string): Promise<TrapPage<Scene, Played>> {
  const project = inject("packedTrap");
  const name = basename(program, ".ts");
  writeFileSync(join(project, `${name}.js`), await bundle(program, /^wexa-executeflow$/));
  const imports = { "wexa-executeflow": "/node_modules/wexa-executeflow/dist/browser.js" };
  const head = `<meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports })}</script>`;
  const html = `<!doctype html>${head}<script type="module" src="/${name}.js"></script>`;
  writeFileSync(join(project, `${name}.html`), html);
  const files = await serveFiles(project);
  const browser = await launch();
  const { page, logged } = await watchedPage(browser);
  await page.goto(`http://127.0.0.1:${files.port}/${name}.html`);
  await page.waitForFunction("globalThis.play");
  return {
    play: (scene) =>
      page.evaluate(
        (scene) => (globalThis as never as { play(scene: unknown): Promise<Played> }).play(scene),
        scene as unknown,
      ),
    printed: () => logged.join("\n"),
    async stop() {
      await browser.close();
      await files.stop();
    },
  };
}
