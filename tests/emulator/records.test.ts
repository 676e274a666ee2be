import { expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../npm/emulator/index.ts";
import { call, project, type Reply } from "./api.ts";

const PEOPLE = [
  { name: "Ann", age: 30 },
  { name: "Bob", age: 9 },
  { name: "Cid", age: 100, address: { city: "Pune" } },
];

/** A table, and the path of its records. */
async function table(emulator: Emulator): Promise<{ id: string; path: string }> {
  const fields = { projectID: project, table_name: "People" };
  const { body } = await call(emulator, "POST", `/create/table?projectID=${project}`, fields);
  return { id: body._id, path: `/storage/${project}/${body._id}` };
}

const names = ({ body }: Reply): string[] => body.records.map(({ name }: { name: string }) => name);

test("a record is created, read, changed and deleted", async () => {
  const emulator = createEmulator({ clock: "manual" });
  const { path } = await table(emulator);
  const { body: created } = await call(emulator, "POST", path, { ...PEOPLE[0], _id: "mine" });
  expect(created).toEqual({
    ...PEOPLE[0],
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    created_at: emulator.clock.now() / 1000,
    updated_at: emulator.clock.now() / 1000,
  });
  const one = `${path}/${created._id}`;
  expect((await call(emulator, "GET", one)).body).toEqual(created);
  emulator.clock.advance(2000);
  expect((await call(emulator, "PUT", one, { age: 31, _id: "other" })).body).toEqual({
    ...created,
    age: 31,
    updated_at: created.updated_at + 2,
  });
  const elsewhere = await table(emulator);
  expect((await call(emulator, "GET", `${elsewhere.path}/${created._id}`)).status).toBe(404);
  expect((await call(emulator, "DELETE", one)).body).toEqual({ _id: created._id, is_deleted: true });
  expect(await call(emulator, "GET", one)).toMatchObject({
    status: 404,
    body: { detail: "Record not found" },
  });
});

test("several are created, changed and deleted at once", async () => {
  const emulator = createEmulator();
  const { id, path } = await table(emulator);
  const { body } = await call(emulator, "POST", path, PEOPLE);
  const [ann, bob] = body.records.map(({ _id }: { _id: string }) => _id);
  const bulk = `/bulk/storage/${project}/${id}`;
  const change = (...storage_ids: unknown[]): Promise<Reply> =>
    call(emulator, "PUT", bulk, { records: { age: 1 }, record_ids: { storage_ids } });
  expect((await change(ann, "nothing")).status).toBe(404);
  expect((await change(1)).status).toBe(422);
  expect((await change(ann, bob)).body.records).toMatchObject([
    { name: "Ann", age: 1 },
    { name: "Bob", age: 1 },
  ]);
  expect((await call(emulator, "POST", path, [{}, 1])).body.detail[0].loc).toEqual(["body", 1]);

  const removal = `${path}?projectID=${project}`;
  expect((await call(emulator, "DELETE", removal, { storage_ids: [ann, "nothing"] })).body).toEqual({
    deleted_count: 1,
  });
  expect(names(await call(emulator, "GET", path))).toEqual(["Bob", "Cid"]);
  expect(names(await call(emulator, "GET", `/table_data/storage/${id}/export`))).toEqual(["Bob", "Cid"]);
});

test.each([
  ["", ["Ann", "Bob", "Cid"]],
  ["page=2&page_size=2", ["Cid"]],
  ["limit=1", ["Ann"]],
  ["page_size=0", []],
  ["sort_key=age", ["Bob", "Ann", "Cid"]],
  ["sort_key=name&sort=-1", ["Cid", "Bob", "Ann"]],
  ["sort_key=missing", ["Ann", "Bob", "Cid"]],
  ["query=un", ["Cid"]],
  ['filters={"age":9}', ["Bob"]],
  ['filters={"age":"9"}', ["Bob"]],
  ['filters={"address":{"city":"Pune"}}', ["Cid"]],
  ['filters={"toString":null}', []],
  ['search_filters=[{"field":"name","operator":"equals","value":"Ann"}]', ["Ann"]],
])("records by %s", async (query, expected) => {
  const emulator = createEmulator();
  const { path } = await table(emulator);
  await call(emulator, "POST", path, PEOPLE);
  expect(names(await call(emulator, "GET", `${path}?${query}`))).toEqual(expected);
});

test.each(["filters=[]", "filters={", "search_filters={}", 'search_filters=[{"operator":"like"}]'])(
  "%s is a 422",
  async (query) => {
    const emulator = createEmulator();
    const { path } = await table(emulator);
    await call(emulator, "POST", path, PEOPLE);
    const { status, body } = await call(emulator, "GET", `${path}?${query}`);
    expect(status).toBe(422);
    expect(body.detail[0].loc).toEqual(["query", query.slice(0, query.indexOf("="))]);
  },
);

test("fields are counted by filters", async () => {
  const emulator = createEmulator();
  const { id, path } = await table(emulator);
  await call(emulator, "POST", path, PEOPLE);
  const filters = [{ name: "Ann" }, { name: "Ann", age: 9 }, {}];
  expect((await call(emulator, "POST", `/table/fieldcount/${project}/${id}`, filters)).body).toEqual({
    counts: [1, 0, 3],
    total_count: 3,
  });
});

test("ten thousand records are kept, over all tables", async () => {
  const emulator = createEmulator();
  const [first, second] = [await table(emulator), await table(emulator)];
  await call(emulator, "POST", first.path, [{ name: "first" }, { name: "second" }]);
  await call(emulator, "POST", second.path, Array(9999).fill({}));
  expect(names(await call(emulator, "GET", first.path))).toEqual(["second"]);
});
