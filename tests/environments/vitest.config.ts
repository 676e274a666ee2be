import { defineConfig } from "vitest/config";

// The environments that users have, one folder each:
//   vitest run --config tests/environments/vitest.config.ts next     runs one alone
//   WEXA_KEEP=1       leaves its project, with all that was built, and says where
//   WEXA_WRITE_DOCS=1 writes what has been found into docs/environments.md and the README
export default defineConfig({
  test: {
    include: ["tests/environments/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    // A build, a development server's first page. Installing is in the hook.
    testTimeout: 180_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    globalSetup: ["tests/environments/setup.ts"],
  },
});
