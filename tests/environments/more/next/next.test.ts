import { expect, test } from "vitest";
import { environment, given, type Outcome, withEmulator } from "../../harness/environment.ts";
import { pageAt, withChromium } from "../../harness/page.ts";
import { projectOf, warnings } from "../../harness/project.ts";
import { answerOf, type Printed, serving } from "../../harness/serving.ts";

const project = projectOf(import.meta.dirname);
withEmulator();
withChromium();
const version = (): string => project.version("next");

/** Of Next's own edge runtime, which is tested as long as it is there. */
const DEPRECATED = [/The Edge Runtime is deprecated/];

test("Next.js builds the project without a warning", async () => {
  expect(warnings(await project.run("next", ["build"]), DEPRECATED)).toEqual([]);
});

/** The built project, in a server that has answered nothing yet. */
function inServer(use: (url: string) => Promise<Outcome>, command = "start"): Promise<Outcome> {
  const look = async (url: string, printed: Printed) => {
    const outcome = await use(url);
    expect(warnings(printed, DEPRECATED)).toEqual([]);
    return outcome;
  };
  const args = [command, "--hostname", "127.0.0.1", "--port", "0"];
  return serving(project, "next", args, look, { env: { GIVEN: given } });
}

environment("Next.js", "client component", version, () => inServer((url) => pageAt(url)));
environment("Next.js", "server component", version, () =>
  inServer(async (url) => ({ ...(await pageAt(`${url}/server`)), bytes: undefined })),
);
environment("Next.js", "route handler", version, () => inServer((url) => answerOf(`${url}/api/node`)));
environment("Next.js", "route handler at the edge", version, () =>
  inServer((url) => answerOf(`${url}/api/edge`)),
);
environment("Next.js", "proxy", version, () => inServer((url) => answerOf(`${url}/through-proxy`)));
environment("Next.js", "development server", version, () =>
  inServer(async (url) => ({ ...(await pageAt(url)), bytes: undefined }), "dev"),
);
