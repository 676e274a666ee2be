import axiosBase from "axios";
import { type Client, type Contender, CREATE, GET, HEADERS, LIST, REQUEST } from "./contender.ts";

export const axios: Contender = {
  name: "axios",
  does: "interceptors",
  client({ baseUrl, fetch }): Client {
    const client = axiosBase.create({
      baseURL: baseUrl,
      adapter: "fetch",
      env: { fetch },
      headers: HEADERS,
    });
    return {
      create: async () => (await client.post(CREATE, REQUEST)).data,
      get: async () => (await client.get(GET)).data,
      list: async () => (await client.get(LIST)).data,
    };
  },
};
