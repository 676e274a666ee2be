// Lists of other forms, and items that tell the same in other ways.
import { describe, expect, test } from "vitest";
import {
  AGENTFLOW,
  clientWith,
  failure,
  PROJECT,
  RECONCILE,
  request,
  turnClock,
  USER,
  value,
} from "../../support/turned-clock.ts";
import { execution, type Fields, server } from "./listing.ts";

turnClock();

describe("forms of lists", () => {
  test.each([
    ["an array", (items: Fields[]) => items],
    ["an envelope", (items: Fields[]) => ({ total: 1, executions: items })],
  ])("%s", async (_, form) => {
    const { client } = server((asked) => form([execution(asked)]));
    expect((await value(client.executions.create(request(), RECONCILE))).execution_id).toBe("of-this-call");
  });

  test("what is found is got whole; if it cannot be, it is given as the list has it", async () => {
    let asked: Fields = {};
    const list = (given: Fields): Fields[] => {
      asked = given;
      return [execution(asked)];
    };
    const whole = server(list, () => execution(asked, { conclusion: "all of it" }));
    expect(await value(whole.client.executions.create(request(), RECONCILE))).toHaveProperty("conclusion");
    const part = server(list);
    expect(await value(part.client.executions.create(request(), RECONCILE))).not.toHaveProperty("conclusion");
    expect(part.gets).toEqual(["of-this-call"]);
  });

  test("items that are no executions do no harm", async () => {
    const junk = [null, 1, "text", [], {}, { goal: {} }, { status: "ready" }];
    const { client, gets } = server((asked) => [...junk, execution(asked)]);
    expect((await value(client.executions.create(request(), RECONCILE))).execution_id).toBe("of-this-call");
    expect(gets).toEqual(["of-this-call"]);
  });

  test("items that are nothing but ids are got", async () => {
    let asked: Fields = {};
    const { client } = server(
      (given) => {
        asked = given;
        return [{ execution_id: "of-this-call" }];
      },
      () => execution(asked),
    );
    expect((await value(client.executions.create(request(), RECONCILE))).execution_id).toBe("of-this-call");
  });

  test("nothing that is a list", async () => {
    const { client } = server(() => ({ detail: "none" }));
    expect((await failure(client.executions.create(request(), RECONCILE))).candidates).toEqual([]);
  });
});

describe("fields of an item", () => {
  test.each([
    ["the user as an id", { executed_by: USER }],
    ["the time as ISO text", { created_at: undefined, createdAt: () => new Date().toISOString() }],
    ["the time as text without a zone", { created_at: () => new Date().toISOString().replace("Z", "") }],
    ["the time as text with a zone", { created_at: () => new Date().toISOString().replace("Z", "+00:00") }],
  ])("%s", async (_, more: Fields) => {
    const { client } = server((asked) => {
      const fields = Object.entries(more).map(([name, given]) => [
        name,
        typeof given === "function" ? given() : given,
      ]);
      return [execution(asked, Object.fromEntries(fields))];
    });
    expect((await value(client.executions.create(request(), RECONCILE))).execution_id).toBe("of-this-call");
  });

  test("strict looks are for replies of create: a list that differs still shows what there is", async () => {
    const { client } = server((asked) => [execution(asked)]);
    const options = { ...RECONCILE, validate: "strict" } as const;
    expect((await value(client.executions.create(request(), options))).agentflow_id).toBe(AGENTFLOW);
  });

  test("the list is that of the project", async () => {
    const paths: string[] = [];
    const client = clientWith(async (input) => {
      paths.push(String(input).replace(/^.*\.localhost/, ""));
      throw new TypeError("fetch failed");
    });
    await failure(client.executions.create(request(), { ...RECONCILE, maxRetries: 0 }));
    expect(paths).toEqual([
      `/execute_flow?projectID=${PROJECT}`,
      ...Array(3).fill(`/${PROJECT}/execution_flows?projectID=${PROJECT}`),
    ]);
  });
});
