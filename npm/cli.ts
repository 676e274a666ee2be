#!/usr/bin/env node
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type HttpBindings, serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Command, InvalidArgumentError } from "commander";
import { ConnectionReset, createEmulator, type Emulator } from "./emulator/index.ts";

/** Set by the bundler. */
declare const __VERSION__: string;

interface EmulatorFlags {
  readonly port: number;
  readonly host: string;
  readonly key?: string;
  readonly stepMs?: number;
}

const program = new Command("wexa-executeflow")
  .description("Tools for the Wexa AI API")
  .version(typeof __VERSION__ === "string" ? __VERSION__ : "0.0.0");

program
  .command("emulator")
  .description("serve an emulated API for development and tests")
  .option("--port <number>", "port to listen on, 0 for any free one", toPort, 8787)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--key <key>", "API key to accept")
  .option("--step-ms <ms>", "milliseconds each step of a run takes", toMilliseconds)
  .action(runEmulator);

program.parse();

function runEmulator({ port, host, key, stepMs }: EmulatorFlags): void {
  const emulator = createEmulator({ apiKey: key, stepDuration: stepMs });
  const server = serve(
    {
      fetch: (request, env) => answer(emulator, request, env as HttpBindings),
      port,
      hostname: host,
      overrideGlobalObjects: false,
    },
    (info) => {
      console.log(`emulator listening on http://${hostOf(info)}:${info.port}`);
      console.log(`x-api-key: ${emulator.apiKey}`);
    },
  ) as Server;

  server.once("error", (error: NodeJS.ErrnoException) => {
    const taken = error.code === "EADDRINUSE";
    console.error(
      taken ? `error: port ${port} is already in use; choose another with --port` : `error: ${error.message}`,
    );
    process.exitCode = 1;
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      // A reply that a fault delays would hold the process; nobody is there to read it.
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
}

/** Loses the connection where a fault says so: at once, or in the middle of a body. */
async function answer(emulator: Emulator, request: Request, { outgoing }: HttpBindings): Promise<Response> {
  try {
    const response = await emulator.handle(request);
    if (response.body === null) return response;
    return new Response(
      untilBroken(response.body, () => outgoing.destroy()),
      response,
    );
  } catch (error) {
    if (!(error instanceof ConnectionReset)) throw error;
    outgoing.socket?.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
}

/** The same stream, except that an error in it goes to `breakOff`: to node-server it would be one to print. */
function untilBroken(body: ReadableStream<Uint8Array>, breakOff: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch {
        breakOff();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function hostOf({ address, family }: AddressInfo): string {
  return family === "IPv6" ? `[${address}]` : address;
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new InvalidArgumentError("It should be a number from 0 to 65535.");
  return port;
}

function toMilliseconds(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It should be a number, 0 or more.");
  return Number(text);
}
