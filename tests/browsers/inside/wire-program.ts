// The calls whose requests are looked at, in a page or in a worker of it.
// @ts-expect-error: an address of the page's server, not of this file
import * as of from "/node_modules/wexa-executeflow/dist/browser.js";
import type { CreateExecution } from "../../../npm/index.ts";
import { answerAll } from "../../support/browsers/inside/answer.ts";

type Package = typeof import("../../../npm/index.ts");

/** One call, or a request of the platform's own to compare with. */
export interface Question {
  call: "create_executeflow" | "create" | "get" | "cancel" | "lists" | "fetch";
  baseUrl: string;
  apiKey: string;
  request: CreateExecution;
  id: string;
}

const { create_executeflow, WexaClient } = of as Package;

/** What three lists and two at once come to. */
async function lists(executions: InstanceType<Package["WexaClient"]>["executions"]): Promise<unknown[]> {
  const given: unknown[] = [];
  for (let call = 0; call < 3; call++) given.push(await executions.list());
  return [...given, ...(await Promise.all([executions.list(), executions.list()]))];
}

answerAll(({ call, baseUrl, apiKey, request, id }: Question): Promise<unknown> => {
  const { executions } = new WexaClient({ apiKey, baseUrl, projectID: request.projectID });
  if (call === "create_executeflow") return create_executeflow(request, { apiKey, baseUrl });
  if (call === "create") return executions.create(request);
  if (call === "get") return executions.get(id);
  if (call === "cancel") return executions.cancel(id);
  if (call === "lists") return lists(executions);
  const headers = { "content-type": "application/json" };
  return fetch(baseUrl, { method: "POST", body: "{}", cache: "no-store", headers }).then((reply) =>
    reply.json(),
  );
});
