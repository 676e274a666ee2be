import { expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../npm/emulator/index.ts";
import { call, project, type Reply } from "./api.ts";

async function made(emulator: Emulator, changes: object = {}): Promise<Reply["body"]> {
  const fields = { projectID: project, table_name: "Users", columns: [{ column_name: "name" }], ...changes };
  const { status, body } = await call(emulator, "POST", `/create/table?projectID=${project}`, fields);
  expect(status).toBe(200);
  return body;
}

const columnsOf = async (emulator: Emulator, id: string): Promise<Reply["body"]> =>
  (await call(emulator, "GET", `/column/storage/${project}/${id}`)).body.columns;

test("a database is made once", async () => {
  const emulator = createEmulator();
  const first = await call(emulator, "POST", `/storage?projectID=${project}`);
  expect(first.body).toMatchObject({ projectID: project, _id: expect.stringMatching(/^[0-9a-f]{24}$/) });
  expect((await call(emulator, "POST", `/storage?projectID=${project}`)).body).toEqual(first.body);
});

test("a table is created, listed, shown and renamed, in its project", async () => {
  const emulator = createEmulator();
  const table = await made(emulator);
  expect(table).toMatchObject({
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    projectID: project,
    table_name: "Users",
    columns: [{ column_name: "name", column_id: expect.stringMatching(/^[0-9a-f]{24}$/) }],
    triggers: [],
  });
  expect((await call(emulator, "GET", `/storage/${project}/${table._id}`)).body).toEqual({
    records: [],
    total_count: 0,
    page: 1,
    page_size: 50,
    ...table,
  });
  expect((await call(emulator, "GET", `/table/view/${table._id}`)).body).toEqual(table);
  expect((await call(emulator, "GET", `/storage/${project}`)).body).toEqual({ data: [table] });
  expect((await call(emulator, "GET", "/storage/other")).body).toEqual({ data: [] });
  expect((await call(emulator, "GET", `/storage/other/${table._id}`)).status).toBe(404);

  const renamed = await call(emulator, "POST", `/table/rename/${project}`, {
    tableId: table._id,
    newName: "A",
  });
  expect(renamed.body.table_name).toBe("A");
  const update = { table_id: table._id, table_name: "B", triggers: [{ event: "insert" }] };
  expect((await call(emulator, "PUT", `/table/rename/${project}`, update)).body).toMatchObject({
    table_name: "B",
    triggers: [{ event: "insert" }],
  });
  expect((await call(emulator, "GET", `/storage/${project}/names`)).body).toEqual({
    data: [{ _id: table._id, table_name: "B" }],
  });
});

test("columns are added, changed and deleted, and the records' values with them", async () => {
  const emulator = createEmulator();
  const { _id, columns } = await made(emulator);
  const [{ column_id }] = columns;
  const path = `/column/storage/${project}/${_id}`;
  const age = { column_name: "age", column_id: "col-2", default_value: 7 };
  expect((await call(emulator, "POST", path, [age])).body.columns).toEqual([...columns, age]);
  expect((await call(emulator, "POST", path, [age])).status).toBe(409);
  const ignoring = `${path}?ignore_existing_columns=true`;
  expect((await call(emulator, "POST", ignoring, [age])).body.columns).toHaveLength(2);
  expect((await call(emulator, "POST", path, [{ column_type: "string" }])).status).toBe(422);

  const record = (await call(emulator, "POST", `/storage/${project}/${_id}`, { name: "Ann" })).body;
  expect(record).toMatchObject({ name: "Ann", age: 7 });

  const rename = { table_id: _id, column_id, column_name: "title" };
  await call(emulator, "PUT", `/edit/columns/${project}`, rename);
  await call(emulator, "PATCH", `/edit/columns/${_id}`, { column_name: "age", column_type: "number" });
  await call(emulator, "POST", `/edit/columns/${_id}`, { column_id: "col-2", column_name: "years" });
  expect(await columnsOf(emulator, _id)).toEqual([
    { column_name: "title", column_id },
    { ...age, column_name: "years", column_type: "number" },
  ]);
  const clash = { table_id: _id, column_id, column_name: "years" };
  expect((await call(emulator, "PUT", `/edit/columns/${project}`, clash)).status).toBe(409);
  const shown = async (): Promise<object> =>
    (await call(emulator, "GET", `/storage/${project}/${_id}/${record._id}`)).body;
  expect(await shown()).toMatchObject({ title: "Ann", years: 7 });

  const removal = { columnId: "col-2" };
  expect((await call(emulator, "DELETE", `/delete/column/${project}`, removal)).body.columns).toHaveLength(1);
  expect(await shown()).not.toHaveProperty("years");
  expect(await call(emulator, "DELETE", `/delete/column/${project}`, removal)).toMatchObject({
    status: 404,
    body: { detail: "Column not found" },
  });
});
