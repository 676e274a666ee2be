import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/**/*.test.ts"],
    // Tests install and bundle whole projects, whose own tests are theirs to run.
    // The environments and the creates are suites of their own.
    exclude: [
      "**/node_modules/**",
      "tests/**/project/**",
      "tests/environments/**",
      "tests/executions/create-through-faults/**",
    ],
    testTimeout: 30_000,
    // A page shows a change when it has drawn it, on a busy machine late.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
    // Each file may start a browser or a bundler: more at once is slower, not faster.
    maxWorkers: 2,
    globalSetup: ["tests/support/setup.ts"],
  },
});
