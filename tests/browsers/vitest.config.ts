// What runs in Firefox and in WebKit, which `npm test` does not set up: `npm run test:browsers`.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/browsers/**/*.browser.ts"],
    hookTimeout: 120_000,
    maxWorkers: 1,
    globalSetup: ["tests/setup.ts"],
  },
});
