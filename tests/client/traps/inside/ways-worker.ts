// A worker whose every request is one scene.
import * as wexa from "wexa-executeflow";
import { play } from "./ways.ts";

const uncaught: string[] = [];
addEventListener("unhandledrejection", (event) => {
  uncaught.push(String(event.reason));
});

export default {
  async fetch(incoming: Request): Promise<Response> {
    const told = await play(wexa as never, await incoming.json());
    return Response.json({ ...told, uncaught: uncaught.splice(0) });
  },
};
