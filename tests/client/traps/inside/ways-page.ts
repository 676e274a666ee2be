// A page that plays scenes when it is told to.
import * as wexa from "wexa-executeflow";
import { play, type Scene } from "./ways.ts";

const uncaught: string[] = [];
addEventListener("unhandledrejection", (event) => uncaught.push(String(event.reason)));
addEventListener("error", (event) => uncaught.push(event.message));

Object.assign(globalThis, {
  async play(scene: Scene): Promise<unknown> {
    const told = await play(wexa as never, scene);
    return { ...told, uncaught: uncaught.splice(0) };
  },
});
