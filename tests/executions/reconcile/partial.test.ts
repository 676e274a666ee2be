// Lists that show but a part of each execution, which is what public callers have seen.
import { describe, expect, test } from "vitest";
import { failure, RECONCILE, request, turn, turnClock, USER, value } from "../../support/turned-clock.ts";
import { execution, type Fields, server, short } from "./listing.ts";

turnClock();

describe("items without an execution_id", () => {
  test("can only be candidates", async () => {
    const { client, gets, creates } = server((asked) => ({
      data: [short(asked), short(asked, { goal: "another" }), short(asked, { agentflow_id: USER })],
    }));
    const asked = request();
    const error = await failure(client.executions.create(asked, RECONCILE));
    expect(error).toMatchObject({ code: "connection", outcome: "unknown" });
    expect(error.candidates).toEqual([{ ...short({ ...asked }), createdAt: expect.any(String) }]);
    expect(error.message).toContain("searched 3 times");
    expect(gets).toEqual([]);
    expect(creates()).toBe(1);
  });

  test("are candidates whatever their time, where they tell none", async () => {
    const { client } = server((asked) => [short(asked, { createdAt: undefined })]);
    expect((await failure(client.executions.create(request(), RECONCILE))).candidates).toHaveLength(1);
  });

  test("are none where their time is another", async () => {
    const hour = 3_600_000;
    const { client } = server((asked) =>
      [-hour, hour].map((off) => short(asked, { createdAt: new Date(Date.now() + off).toISOString() })),
    );
    expect((await failure(client.executions.create(request(), RECONCILE))).candidates).toEqual([]);
  });

  test("cannot be told from the one that matches beside them", async () => {
    const { client } = server((asked) => [execution(asked), short(asked)]);
    expect((await failure(client.executions.create(request(), RECONCILE))).candidates).toHaveLength(2);
  });
});

describe("items that are a part of an execution, with its id", () => {
  test("are got whole", async () => {
    let asked: Fields = {};
    const { client, gets } = server(
      (given) => {
        asked = given;
        return ["other", "of-this-call"].map((execution_id) => short(given, { execution_id }));
      },
      (execution_id) =>
        execution(asked, { execution_id, input_variables: execution_id === "other" ? { a: 1 } : {} }),
    );
    const found = await value(client.executions.create(request(), RECONCILE));
    expect(found.execution_id).toBe("of-this-call");
    expect(gets).toEqual(["other", "of-this-call"]);
  });

  test("are not got where they differ already, nor more than five in one look, nor twice", async () => {
    let asked: Fields = {};
    const { client, gets } = server(
      (given) => {
        asked = given;
        const others = Array.from({ length: 7 }, (_, at) => short(given, { execution_id: `other-${at}` }));
        return [
          short(given, { goal: "another", execution_id: "another" }),
          ...others,
          short(given, { execution_id: "of-this-call" }),
        ];
      },
      (execution_id) =>
        execution(asked, { execution_id, input_variables: execution_id === "of-this-call" ? {} : { a: 1 } }),
    );
    const promise = client.executions.create(request(), RECONCILE);
    await turn(2000);
    expect(gets).toHaveLength(5);
    expect((await value(promise)).execution_id).toBe("of-this-call");
    expect(gets).toEqual([...Array.from({ length: 7 }, (_, at) => `other-${at}`), "of-this-call"]);
  });

  test("are got where only the status is missing", async () => {
    const { client, gets } = server((given) => [execution(given, { status: undefined })]);
    expect((await failure(client.executions.create(request(), RECONCILE))).candidates).toHaveLength(1);
    expect(gets).toHaveLength(3);
  });

  test("that cannot be got are candidates", async () => {
    const { client } = server((given) => [short(given, { execution_id: "of-this-call" })]);
    const { candidates } = await failure(client.executions.create(request(), RECONCILE));
    expect(candidates).toMatchObject([{ execution_id: "of-this-call" }]);
  });
});
