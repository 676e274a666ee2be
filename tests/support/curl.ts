/** A request as a curl command in the documents sends it. */
export interface CurlRequest {
  method: string;
  host: string;
  /** The path and query. */
  url: string;
  headers: [name: string, value: string][];
  body: string;
}

/** Reads a curl command: words, quoted by apostrophes or not at all, over lines that end in a backslash. */
export function readCurl(command: string): CurlRequest {
  const words = [...command.replaceAll("\\\n", " ").matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  const request: CurlRequest = { method: "GET", host: "", url: "", headers: [], body: "" };
  if (words.shift() !== "curl") throw new Error("not a curl command");
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "--location") continue;
    if (word === "--request") request.method = words.shift() ?? "";
    else if (word === "--data-raw") request.body = words.shift() ?? "";
    else if (word === "--header") {
      const [name = "", value = ""] = (words.shift() ?? "").split(/: (.*)/s);
      request.headers.push([name.toLowerCase(), value]);
    } else if (word.startsWith("-")) throw new Error(`an option of curl that is not read here: ${word}`);
    else {
      const slash = word.indexOf("/");
      request.host = word.slice(0, slash);
      request.url = word.slice(slash);
    }
  }
  return request;
}
