// The rules that Rust and TypeScript both have, held to one table each: src/ reads the same files in its own tests.
import { describe, expect, test, vi } from "vitest";
import { readBaseUrl, trimSlashes } from "../../npm/core/base-url.ts";
import { guardKey } from "../../npm/core/browser-guard.ts";
import { ConfigurationError } from "../../npm/core/errors.ts";
import { isValidKey } from "../../npm/core/key.ts";
import { type ClientOptions, resolveClientOptions } from "../../npm/core/options.ts";
import { redact } from "../../npm/core/redact.ts";
import { provesNotSent } from "../../npm/proxy/connection-error.ts";
import { type ProxyOptions, settingsOf } from "../../npm/proxy/options.ts";
import { redactJson, withoutKey } from "../../npm/proxy/secret.ts";
import addresses from "../facts/base-urls.json" with { type: "json" };
import guarded from "../facts/browser-guard.json" with { type: "json" };
import codes from "../facts/connection-codes.json" with { type: "json" };
import keys from "../facts/keys.json" with { type: "json" };
import redactions from "../facts/redaction.json" with { type: "json" };

/** Which option is refused; `null` if none is. The message must not repeat what it may not show. */
function refusedOption(run: () => unknown, secret: string): string | null {
  try {
    run();
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    const { message } = error as Error;
    if (secret !== "") expect(message).not.toContain(secret);
    return /^(?:createProxy: )?(\w+):/.exec(message)?.[1] ?? message;
  }
}

const resolve = (options: object) =>
  resolveClientOptions({ apiKey: null, ...options } as ClientOptions, { fetchOptions: {} });
const proxy = (options: object) =>
  settingsOf({
    apiKey: "0f9a-secret",
    allow: ["executions.get"],
    authorize: () => true,
    ...options,
  } as ProxyOptions);

describe("keys", () => {
  test.each(keys)("$key", (row) => {
    const { key, valid } = row;
    const ofProxy = valid && !("proxy" in row);
    expect(isValidKey(key)).toBe(valid);
    expect(refusedOption(() => resolve({ apiKey: key }), key.trim())).toBe(valid ? null : "apiKey");
    expect(refusedOption(() => proxy({ apiKey: key }), key.trim().slice(3))).toBe(ofProxy ? null : "apiKey");
  });

  test.each([undefined, 12345, {}, null])("%o is none", (key) => {
    expect(isValidKey(key)).toBe(false);
  });
});

describe("base URLs", () => {
  test.each(addresses)("$url", ({ url, base, loopback = false }) => {
    const found = readBaseUrl(url);
    expect(found ? trimSlashes(found) : null).toBe(base);
    // Without a key it may be any address.
    expect(refusedOption(() => resolve({ baseUrl: url }), "secret")).toBe(base === null ? "baseUrl" : null);
    if (base !== null) expect(resolve({ baseUrl: url }).baseUrl).toBe(base);
    // With one, the client and the proxy send it over plain http to this machine only.
    const takesKey = base !== null && (loopback || base.startsWith("https:"));
    for (const make of [resolve, proxy]) {
      const options = { apiKey: "0f9a-secret", baseUrl: url };
      expect(refusedOption(() => make(options), "secret")).toBe(takesKey ? null : "baseUrl");
    }
    if (takesKey) expect(proxy({ baseUrl: url }).baseUrl).toBe(base);
  });
});

describe("keys in pages and over plain http", () => {
  test.each(guarded)("$key for $baseUrl in the page $page: $refused", (row) => {
    const { key, page, baseUrl, refused, dangerouslyAllowBrowser = false } = row;
    const logger = { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() };
    const apiKey = key === "function" ? () => "key-1" : key;
    const guard = () =>
      withPage(page, () => guardKey(apiKey, new URL(baseUrl), dangerouslyAllowBrowser, logger));
    expect(refusedOption(guard, "key-1")).toBe(refused);
  });
});

/** Runs something as if in a page, or a worker, of that host. */
function withPage(host: string | null, run: () => void): void {
  if (host !== null) {
    vi.stubGlobal("location", { hostname: host });
    vi.stubGlobal("document", {});
    vi.stubGlobal("process", undefined);
  }
  try {
    run();
  } finally {
    vi.unstubAllGlobals();
  }
}

describe("redaction", () => {
  test.each(redactions)("$key in $value", (row) => {
    const { key, value, redacted } = row;
    if (typeof value === "string") expect(redact(value, key)).toBe(redacted);
    // The proxy also finds the key in other cases of letters and in other encodings.
    const ofProxy = "proxy" in row ? row.proxy : redacted;
    if (typeof value === "string") expect(withoutKey(value, key)).toBe(ofProxy);
    else {
      expect(redactJson(value, key)).toEqual(redacted);
      expect(JSON.parse(withoutKey(JSON.stringify(value), key))).toEqual(ofProxy);
    }
  });
});

describe("codes of connections that were never made", () => {
  test.each([...codes.notSent.map((code) => [code, true]), ...codes.unknown.map((code) => [code, false])])(
    "%o: %s",
    (code, expected) => {
      expect(provesNotSent(new TypeError("fetch failed", { cause: { code } }))).toBe(expected);
      expect(provesNotSent(new TypeError("fetch failed", { cause: { message: code } }))).toBe(expected);
      // It is the cause that counts: a message of the caller's own fetch may say anything.
      expect(provesNotSent({ code, message: code })).toBe(false);
    },
  );

  test("nothing else proves it", () => {
    const cause = {
      get code() {
        throw new Error("unreadable");
      },
    };
    for (const thrown of [null, undefined, "ECONNREFUSED", {}, { cause: null }, { cause }]) {
      expect(provesNotSent(thrown)).toBe(false);
    }
  });
});
