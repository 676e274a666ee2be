// What every fault must come to, written down by hand: from what may have happened to the caller's money, not from
// what the code does.
import type { FaultName } from "../faults/all.ts";
import type { EndingName } from "../faults/endings.ts";
import {
  always,
  busy,
  doubtful,
  type Fates,
  failed,
  late,
  lost,
  rateLimited,
  redirected,
  refused,
  rejects,
  resolves,
  second,
  tooLarge,
  unusable,
} from "./fate.ts";

const notSent = always({ ...rejects("ConnectionError connection", "not_sent", true, 3), arrive: 0 });
const http = refused("HttpError http");
const validation = refused("ValidationError validation");
const permission = refused("PermissionError permission");
const conflict = refused("ConflictError conflict");
const authentication = refused("AuthenticationError authentication");

function aborted(outcome: string, sent: number): Record<"error" | "text" | "nothing", Fates> {
  const fate = rejects("AbortError aborted", outcome, false, sent);
  const own = always({ ...fate, cause: "the reason" });
  return { error: own, text: own, nothing: always({ ...fate, cause: "AbortError" }) };
}
const before = aborted("not_sent", 0);
const inFlight = aborted("unknown", 1);
const asleep = aborted("refused", 1);

const endings: Record<EndingName, Fates> = {
  "ended by the caller before it begins, with an Error": before.error,
  "ended by the caller before it begins, with text": before.text,
  "ended by the caller before it begins, with nothing": before.nothing,
  "ended by the caller while the server has not answered, with an Error": inFlight.error,
  "ended by the caller while the server has not answered, with text": inFlight.text,
  "ended by the caller while the server has not answered, with nothing": inFlight.nothing,
  "ended by the caller while the body streams, with an Error": inFlight.error,
  "ended by the caller while the body streams, with text": inFlight.text,
  "ended by the caller while the body streams, with nothing": inFlight.nothing,
  "ended by the caller in the wait before a repetition, with an Error": asleep.error,
  "ended by the caller in the wait before a repetition, with text": asleep.text,
  "ended by the caller in the wait before a repetition, with nothing": asleep.nothing,
};

export const expected: Record<FaultName, Fates> = {
  "closed port": notSent,
  "unknown host": notSent,
  "reset before the request is read": lost,
  "reset after the request is read": lost,
  "closed without a reply": lost,
  "closed in the middle of the head": lost,
  "no reply, ever": late,
  "a head, and then nothing": late,
  "half a body, and then nothing": late,
  "a byte every 50 ms, in time": always(resolves()),
  "a byte every 50 ms, too many": late,
  "reset in the middle of the body": lost,
  "closed before as many bytes as declared": lost,
  "closed where no length is declared": unusable,
  "reset in the middle of a chunk": lost,
  "closed without the last chunk": lost,
  "a chunk whose size is no number": lost,
  "something that is not HTTP": lost,
  "two lengths that differ": lost,

  "the documented reply": always(resolves()),
  "the documented reply, compressed": always(resolves()),
  "the documented reply, after a byte order mark": always(resolves()),
  "the documented reply, with bytes that are not UTF-8": always(resolves(1, "r\uFFFDu")),
  "the documented reply, with a field twice": always(resolves(1, "second")),
  "the documented reply, with a field __proto__": always(resolves()),
  "the documented reply, with a field that is nested 100,000 deep": always(resolves()),
  "100 KB of headers": always(resolves()),
  "empty 200": unusable,
  "empty 201": unusable,
  "empty 204": unusable,
  "HTML as 200": unusable,
  "JSON that stops": unusable,
  "fewer bytes declared than sent": unusable,
  "JSON null": unusable,
  "JSON array": unusable,
  "JSON string": unusable,
  "JSON number": unusable,
  "JSON that is nested 100,000 deep": unusable,
  "no execution_id": unusable,
  "a status that is a number": unusable,
  "not gzip, but called so": lost,
  "gzip that stops": unusable,
  "larger than allowed, declared": tooLarge,
  "larger than allowed, in chunks": tooLarge,
  "larger than allowed, without an end": tooLarge,
  "larger than allowed once decompressed": tooLarge,
  "a refusal that is larger than allowed": refused("ResponseError too_large"),
  "a failure that is larger than allowed": tooLarge,
  "redirect 302": redirected,
  "redirect 307": redirected,
  "redirect 308": redirected,
  "redirect without an end": redirected,

  400: validation,
  401: authentication,
  403: permission,
  404: refused("NotFoundError not_found"),
  408: doubtful("HttpError http"),
  409: conflict,
  413: http,
  418: http,
  425: http,
  429: rateLimited,
  // A proxy's word for a client that has gone, which this one has not: nothing says that asking again would help.
  499: always(rejects("HttpError http", "unknown", false, 1)),
  500: failed,
  501: failed,
  502: failed,
  503: failed,
  504: failed,
  511: failed,
  "422 with a list of fields": validation,
  "HTML as 500": failed,
  "400 that is nested 100,000 deep": validation,
  "429, Retry-After: 1": rateLimited,
  "429, Retry-After a date": rateLimited,
  "429, Retry-After-Ms: 300": rateLimited,
  "429, Retry-After: soon": rateLimited,
  "429, Retry-After: 3600, longer than maxRetryAfter": busy("RateLimitError rate_limit", 1),
  "429, Retry-After: 30, longer than totalTimeout": busy("RateLimitError rate_limit", 1),
  "429, Retry-After: 1, hidden from pages": rateLimited,
  "503, Retry-After: 1": busy("ServerError server"),
  "503, Retry-After: 3600, longer than maxRetryAfter": busy("ServerError server", 1),
  "503, Retry-After: 1, hidden from pages": busy("ServerError server"),
  "429, then the documented reply": always(resolves(2)),
  "503 with Retry-After, then the documented reply": always(resolves(2)),
  "500, then the documented reply": second(failed),
  "reset, then the documented reply": second(lost),
  "reset in the body, then the documented reply": second(lost),
  "429, then reset": { ...lost, non_idempotent: rejects("ConnectionError connection", "unknown", false, 2) },
  // The refusal of the second request says nothing of the first.
  "reset, then 400": {
    ...always(rejects("ValidationError validation", "unknown", false, 2)),
    non_idempotent: lost.non_idempotent,
  },
  "429, then 400": always(rejects("ValidationError validation", "refused", false, 2)),

  "the key in detail": authentication,
  "the key in detail, written as \\uXXXX": permission,
  "the key in x-request-id": failed,
  "the key deep in JSON, and as a name": conflict,
  "the key beside 100,000 levels": validation,
  "the key in a list of fields": validation,
  "the key in HTML": failed,
  "the key in a success that is not JSON": unusable,
  "the key in a success without an id": unusable,
  "the key in the place of a status": unusable,
  // The server's own object is the caller's: nothing is taken out of it.
  "the key in a field that the documents do not know": always(resolves(1, "(with the key)")),
  "the key in Retry-After": rateLimited,
  "the key in Location": redirected,
  "the key in the reason of the status": failed,
  "the key instead of HTTP": lost,
  "the key in a header without a colon": lost,
  "the key in the place of a chunk's size": lost,
  "the key in a reply that is larger than allowed": tooLarge,

  ...endings,
};

/** How long the server asks to wait before the next request, in milliseconds, where the platform can see it. */
export const waits: Partial<Record<FaultName, number>> = {
  "429, Retry-After: 1": 1000,
  // A date has whole seconds: the one that is 1.5 seconds ahead may be half a second away.
  "429, Retry-After a date": 500,
  "429, Retry-After-Ms: 300": 300,
  "503, Retry-After: 1": 1000,
};
