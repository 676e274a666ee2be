// A worker of which one request has ten calls in flight, while another one traps.
import * as wexa from "wexa-executeflow";
import facts from "../../../facts/create-executeflow.json" with { type: "json" };
import { Calls } from "./calls.ts";
import { beginOthers } from "./others.ts";
import { trapOnce, type Way } from "./trap.ts";

/** What to do in this request. */
export type Task = { begin: "ten calls"; patience: number } | { look: "whether they wait" } | { trap: Way };

const uncaught: string[] = [];
addEventListener("unhandledrejection", (event) => {
  uncaught.push(String(event.reason));
});
let [inFlight, ended] = [false, false];

async function play(task: Task): Promise<unknown> {
  if ("begin" in task) {
    [inFlight, ended] = [false, false];
    const calls = new Calls(wexa as never, task.patience);
    beginOthers(calls, wexa as never, task.patience);
    await calls.inPlace();
    inFlight = true;
    const told = await calls.end();
    ended = true;
    return { ...told, uncaught: uncaught.splice(0) };
  }
  if ("look" in task) return inFlight;
  trapOnce("request", task.trap);
  const codes: unknown[] = [];
  for (let call = 0; call < 2; call++) {
    const fetch = async () => Response.json(facts.response, { status: 201 });
    const error = await wexa
      .create_executeflow(facts.request, { apiKey: "k", fetch })
      .catch((error) => error);
    codes.push(error.code ?? "resolved");
  }
  return { codes, ended };
}

export default {
  fetch: async (incoming: Request): Promise<Response> => Response.json(await play(await incoming.json())),
};
