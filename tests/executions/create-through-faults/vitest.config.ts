// Ten thousand creates at a time want the machine for themselves: looks that are late find nothing.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/executions/create-through-faults/**/*.test.ts"],
    hookTimeout: 120_000,
    globalSetup: ["tests/support/setup.ts"],
  },
});
