/** Why the proxy itself refused or failed, as a word that programs compare: `code` in the body of its replies. */
export type ProxyErrorCode =
  | "proxy_not_found"
  | "proxy_not_allowed"
  | "proxy_origin"
  | "proxy_unauthorized"
  | "proxy_misconfigured"
  | "proxy_request"
  | "proxy_too_large"
  | "proxy_other_project"
  | "proxy_replayed"
  | "proxy_busy"
  | "proxy_upstream"
  | "proxy_failed";

/** One field of a request that is wrong: FastAPI's form, which the client turns into `error.fields`. */
export interface WrongField {
  loc: (string | number)[];
  msg: string;
}

/**
 * A reply of the proxy's own, thrown where the request ends.
 *
 * The status tells the client what became of the request. A 4xx, or a 503 with Retry-After: nothing was forwarded.
 * Any other 5xx: something was, and may have been carried out.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ProxyErrorCode;
  readonly detail: string | WrongField[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: ProxyErrorCode,
    detail: string | WrongField[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === "string" ? detail : "the request has fields that are wrong");
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }

  /** The reply, with headers that every reply has. */
  response(common: Readonly<Record<string, string>>): Response {
    const { status, code, detail } = this;
    const headers = { ...this.headers, ...common, "content-type": "application/json" };
    return new Response(JSON.stringify({ detail, code }), { status, headers });
  }
}

/** A field of the request that cannot be passed on. */
export function wrongField(
  place: "path" | "query" | "body",
  path: (string | number)[],
  msg: string,
): Refusal {
  return new Refusal(422, "proxy_request", [{ loc: [place, ...path], msg }]);
}

/** What belongs to another project is answered like what is not there. */
export function otherProject(detail = "there is no such thing in this project"): Refusal {
  return new Refusal(404, "proxy_other_project", detail);
}

/** The API did not answer before anything was forwarded: the request may be repeated. */
export function tryAgain(detail: string, after = "1"): Refusal {
  return new Refusal(503, "proxy_busy", detail, { "retry-after": after });
}
