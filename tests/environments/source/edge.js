import { start } from "./start.js";

/** A worker of an edge host. */
export default {
  async fetch(_, { GIVEN }) {
    return new Response(await start(JSON.parse(GIVEN)).catch((error) => `failed: ${error}`));
  },
};
