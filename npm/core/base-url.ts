// The API's address. tests/facts/base-urls.json holds this and src/client/base_url.rs to the same cases.

/**
 * Reads an address that requests can be sent to: http or https, without credentials, query or hash; else `undefined`.
 *
 * `page` is what a relative address is resolved against.
 */
export function readBaseUrl(value: unknown, page?: string): URL | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const url = new URL(value, page);
    return /^https?:\/\/[^/@]+\/[^?#]*$/.test(url.href) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a host name, as a URL gives it, is this machine. */
export function isLoopback(host: string): boolean {
  // A URL writes every IPv4 address with four numbers.
  return /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(host);
}

/** Whether a key that is sent there could be read on its way. */
export function exposesKey({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && !isLoopback(hostname);
}

/** An address without slashes at its end. */
export function trimSlashes({ href }: URL): string {
  return href.replace(/\/+$/, "");
}
