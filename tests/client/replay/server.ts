// A server that resets a connection which it has answered on before, when the next POST comes on it.
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import facts from "../../facts/create-executeflow.json" with { type: "json" };
import { readRequest } from "../../support/raw-http.ts";

export interface ReplayServer {
  url: string;
  /** How many POSTs have arrived, by the goal in their body: each of them may start an execution. */
  posts: Map<string, number>;
  /** The goals of those whose connection was reset. */
  reset: Set<string>;
  stop(): Promise<void>;
}

export async function serveResets(): Promise<ReplayServer> {
  const posts = new Map<string, number>();
  const reset = new Set<string>();
  const open = new Set<Socket>();

  const serve = async (socket: Socket): Promise<void> => {
    open.add(socket);
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
    for (let served = 0; ; served++) {
      const request = await readRequest(socket);
      if (!request) return;
      if (request.method === "POST") {
        const { goal } = JSON.parse(request.body) as { goal: string };
        posts.set(goal, (posts.get(goal) ?? 0) + 1);
        if (served > 0) {
          reset.add(goal);
          socket.resetAndDestroy();
          return;
        }
      }
      socket.write(kept(request.method === "POST" ? JSON.stringify(facts.response) : ""));
    }
  };

  const server = createServer({ noDelay: true }, (socket) => void serve(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    reset,
    async stop() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}

/** A reply after which the connection can be used again. */
function kept(body: string): string {
  return [
    "HTTP/1.1 200 OK",
    "Connection: keep-alive",
    "Access-Control-Allow-Origin: *",
    "Access-Control-Allow-Headers: x-api-key, content-type",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}
