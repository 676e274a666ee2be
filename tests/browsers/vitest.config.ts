// What runs in Firefox and in WebKit, which `npm test` does not set up: `npm run test:browsers`.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/browsers/**/*.browser.ts"],
    testTimeout: 90_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 300_000,
    maxWorkers: 1,
    globalSetup: ["tests/support/setup.ts"],
  },
});
