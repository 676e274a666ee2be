import kyBase from "ky";
import { type Client, type Contender, CREATE, GET, HEADERS, LIST, REQUEST } from "./contender.ts";

type Check = (value: unknown) => unknown;

/** ky, and what looks at an execution and at a list of them. */
export function kyWith(name: string, does: string, one: Check, many: Check): Contender {
  return {
    name,
    does,
    client({ baseUrl, fetch }): Client {
      const ky = kyBase.create({ baseUrl, fetch, headers: HEADERS });
      return {
        create: async () => one(await ky.post(baseUrl + CREATE, { json: REQUEST }).json()),
        get: async () => one(await ky.get(baseUrl + GET).json()),
        list: async () => many(await ky.get(baseUrl + LIST).json()),
      };
    },
  };
}

const unchecked: Check = (value) => value;
export const ky = kyWith("ky", "retry", unchecked, unchecked);
