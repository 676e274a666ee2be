/** Requests that nobody means to send, the same ones for the same seed. */

import { ROUTES } from "../../npm/generated/routes.ts";
import { Random } from "./random.ts";

export interface OddRequest {
  readonly url: string;
  readonly init: { method: string; headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> };
}

const PROJECT = "67fdea40aac77be632954f13";
const TEXTS: readonly string[] = [
  "",
  " ",
  ".",
  "..",
  "%",
  "%00",
  "\u0000",
  "\ud800",
  "é漢🦀",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "null",
  "NaN",
  "-1",
  "0",
  "1e999",
  "99999999999999999999999",
  "true",
  "{}",
  "[]",
  '{"__proto__":{"polluted":true}}',
  '[{"field":"a","operator":"equals"}]',
  "[".repeat(5000),
  "a/b?c#d",
  "x".repeat(10_000),
];
/** Names that mean something inside of bodies. */
const FIELDS: Readonly<Record<string, string>> = {
  column_name: "string",
  column_id: "string",
  columns: "array",
  agents: "array",
  storage_ids: "array",
  _id: "string",
  toString: "any",
};
const TYPES: readonly string[] = [
  "application/json",
  "application/json; charset=utf-8",
  "text/plain",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  ";",
];
const METHODS: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"];
const DEEP = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

/** Makes requests; ids found in replies can be given back to it, to get further in. */
export class OddRequests {
  readonly #key: string;
  readonly #random: Random;
  /** Ids seen, by what they are ids of. */
  readonly #ids = new Map<string, string[]>();
  #kind = "";
  /** Of the path that was made last: bodies repeat it. */
  #id = "";

  constructor(seed: number, key: string) {
    this.#random = new Random(seed);
    this.#key = key;
  }

  /** Remembers the ids in the reply to the latest request. */
  learn(reply: string): void {
    for (const [, name, id] of reply.matchAll(
      /"(_id|execution_id|task_id|agent_id|column_id|column_name)":"([^"\\]+)"/g,
    )) {
      const kind = name === "_id" ? this.#kind : (name as string);
      const known = this.#ids.get(kind) ?? [];
      if (!known.includes(id as string)) this.#ids.set(kind, [id as string, ...known].slice(0, 5));
    }
  }

  next(): OddRequest {
    const route = this.#random.pick(ROUTES);
    this.#kind = /Records?$/.test(route.operation) ? "record_id" : (route.operation.split(".")[0] as string);
    const method = this.#random.chance(0.9) ? route.method : this.#random.pick(METHODS);
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => this.#segment(name));
    const search = new URLSearchParams();
    for (const [name, type] of Object.entries(route.query ?? {})) {
      if (this.#random.chance(type.endsWith("?") ? 0.4 : 0.9))
        search.append(name, this.#queryValue(name, type));
    }
    if (this.#random.chance(0.2)) search.append(this.#random.pick(TEXTS), this.#random.pick(TEXTS));
    const headers: Record<string, string> = {};
    if (this.#random.chance(0.97)) headers["x-api-key"] = this.#key;
    if (this.#random.chance(0.95))
      headers["content-type"] = this.#random.chance(0.9) ? "application/json" : this.#random.pick(TYPES);
    const body = method === "GET" || method === "HEAD" ? undefined : this.#body(route);
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    return { url: `http://emulator.localhost${path}?${search}`, init };
  }

  #body({ body, bodyKind }: (typeof ROUTES)[number]): string | Uint8Array<ArrayBuffer> | undefined {
    if (this.#random.chance(0.05)) return undefined;
    if (this.#random.chance(0.02)) return DEEP;
    if (this.#random.chance(0.02)) return new Uint8Array([0xff, 0x00, 0xc3, 0x28]);
    if (this.#random.chance(0.05)) return this.#random.pick(TEXTS);
    if (body === undefined) return JSON.stringify(this.#value(bodyKind ?? "any", 3));
    const names = Object.keys(body).filter((name) =>
      this.#random.chance(body[name]?.endsWith("?") ? 0.5 : 0.98),
    );
    const fields = names.map((name): [string, unknown] => [name, this.#named(name, body[name] ?? "any")]);
    if (this.#random.chance(0.3)) fields.push([this.#random.pick(TEXTS), this.#value("any", 3)]);
    return JSON.stringify(Object.fromEntries(fields));
  }

  /** Mostly what the rest of the request says too. */
  #named(name: string, type: string, depth = 3): unknown {
    if (name === "storage_ids" && this.#random.chance(0.8)) return [this.#idFor("record_id")];
    if (type.startsWith("string") && this.#random.chance(0.9)) {
      if (/^project_?id$/i.test(name)) return PROJECT;
      if (name === "execution_id") return this.#id;
      if (/_id$|Id$|ID$|column_name/.test(name)) return this.#idFor(name.replace("columnId", "column_id"));
    }
    return this.#value(type, depth);
  }

  /** Mostly of the type, so that requests get past the checks. */
  #value(type: string, depth: number): unknown {
    const kind = this.#random.chance(0.04) ? "any" : type.replace("?", "");
    switch (kind) {
      case "string":
        return this.#text();
      case "number":
        return this.#random.pick([0, -0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER]);
      case "boolean":
        return this.#random.chance(0.5);
      case "array":
        return Array.from({ length: this.#random.int(3) }, () =>
          this.#value(depth > 0 && this.#random.chance(0.7) ? "object" : "any", depth - 1),
        );
      case "object": {
        const names = [
          ...Object.keys(FIELDS).filter(() => this.#random.chance(0.5)),
          this.#random.pick(TEXTS),
        ];
        return Object.fromEntries(
          names.map((name) => [
            name,
            this.#named(name, Object.hasOwn(FIELDS, name) ? (FIELDS[name] as string) : "any", depth - 1),
          ]),
        );
      }
      case "null":
        return null;
      default:
        return this.#value(
          this.#random.pick(
            depth > 0 ? ["string", "number", "boolean", "array", "object"] : ["string", "null"],
          ),
          depth,
        );
    }
  }

  #queryValue(name: string, type: string): string {
    if (type.startsWith("number") && this.#random.chance(0.9))
      return this.#random.pick(["0", "1", "-3", "2.5", "1e308"]);
    return /project_?id/i.test(name) && this.#random.chance(0.95) ? this.#idFor(name) : this.#text();
  }

  #segment(name: string): string {
    if (this.#random.chance(0.85)) {
      this.#id = this.#idFor(name);
      return encodeURIComponent(this.#id);
    }
    const text = this.#random.pick(TEXTS).slice(0, 200);
    return this.#random.chance(0.5)
      ? encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, ""))
      : text.replaceAll(/[?#]/g, "");
  }

  #text(): string {
    return this.#random.chance(0.5) ? this.#idFor("") : this.#random.pick(TEXTS);
  }

  /** An id that has been seen under this name, else one of the kind of thing the request is about. */
  #idFor(name: string): string {
    if (/project_?id/i.test(name) && this.#kind !== "projects") return PROJECT;
    const kind = name.replace(/^table_?id$/i, "tables");
    const known = this.#ids.get(kind) ?? this.#ids.get(this.#kind);
    return this.#random.pick(known ?? [PROJECT]);
  }
}
