import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inject } from "vitest";
import { manifest } from "../../support/installed.ts";

/** Serves the packed package as an npm registry does, for installers that take no file. */
export async function withRegistry<T>(use: (registry: string) => Promise<T>): Promise<T> {
  const tarball = readFileSync(inject("tarball"));
  const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const name = manifest.name as string;
  const version = manifest.version as string;
  const http = createServer((request, response) => {
    if (request.url === `/${name}`) {
      const dist = { tarball: `http://${request.headers.host}/${name}.tgz`, integrity };
      const versions = { [version]: { ...manifest, dist } };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ name, "dist-tags": { latest: version }, versions }));
    } else if (request.url === `/${name}.tgz`) response.end(tarball);
    else response.writeHead(404).end();
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  try {
    return await use(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`);
  } finally {
    http.close();
    http.closeAllConnections();
  }
}
