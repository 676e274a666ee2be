// The crate in a framework, which takes minutes to compile: part of `npm run test:all`.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["tests/rust/example/*.example.ts"],
    testTimeout: 60_000,
    hookTimeout: 1_200_000,
    maxWorkers: 1,
    globalSetup: ["tests/environments/setup.ts"],
  },
});
