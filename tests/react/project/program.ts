import { cleanup } from "@testing-library/react";
import { version } from "react";
import * as creating from "./creating.ts";
import * as following from "./following.ts";

const scenarios: Record<string, Record<string, () => Promise<unknown>>> = { creating, following };

Object.assign(globalThis, {
  version,
  play: async (group: string, name: string): Promise<unknown> => {
    try {
      return await scenarios[group]?.[name]?.();
    } finally {
      cleanup();
    }
  },
});
