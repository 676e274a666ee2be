import { expect, test } from "vitest";
import { createEmulator } from "../../npm/emulator/index.ts";
import { call, project } from "./api.ts";

const FIELDS = {
  name: "Writing",
  logo: "http://emulator.localhost/logo.png",
  connector_name: "Writer",
  description: "Writes",
  projectID: project,
  connector_id: "67fdea9968df1c3e9580a546",
};

test("a skill is created, found by id and by name, and listed in its project", async () => {
  const emulator = createEmulator();
  const { body: skill } = await call(emulator, "POST", "/skills/", { ...FIELDS, user_id: null });
  expect(skill).toEqual({
    ...FIELDS,
    _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    user_id: null,
    is_deleted: false,
    actions: [],
  });
  expect((await call(emulator, "GET", `/skills/${skill._id}`)).body).toEqual(skill);
  const list = async (query: string): Promise<unknown> =>
    (await call(emulator, "GET", `/skills/?${query}`)).body.data;
  expect(await list(`projectID=${project}`)).toEqual([skill]);
  expect(await list(`projectID=${project}&name=Writing`)).toEqual([skill]);
  expect(await list(`projectID=${project}&name=Reading`)).toEqual([]);
  expect(await list("projectID=other")).toEqual([]);
});
