// Ten thousand creates at a time want the machine for themselves: looks that are late find nothing.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/creates/**/*.test.ts"],
    hookTimeout: 120_000,
    globalSetup: ["tests/setup.ts"],
  },
});
