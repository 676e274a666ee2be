// In workerd, whose clock stands still while code runs: the driver takes the time of a whole request from outside.
import { contenders } from "../contenders/all.ts";
import type { Client } from "../contenders/contender.ts";
import { inProcess, ONE } from "./replies.ts";

const clients = new Map<string, Client>();

export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const name = searchParams.get("contender") ?? "";
    const contender = contenders.find((each) => each.name === name);
    if (!contender) return Response.json(contenders.map((each) => each.name));
    const at = { baseUrl: "http://bench.localhost", fetch: inProcess(ONE) };
    const client = clients.get(name) ?? contender.client(at);
    clients.set(name, client);
    const calls = Number(searchParams.get("calls"));
    for (let count = 0; count < calls; count++) await client.create();
    return Response.json({ calls });
  },
};
