import OpenAI from "openai";
import { type Client, type Contender, CREATE, GET, HEADERS, KEY, LIST, REQUEST } from "./contender.ts";

/** The client core that most vendors' SDKs are made of, by its general methods. */
export const openai: Contender = {
  name: "openai-node's client.post",
  does: "retry",
  client({ baseUrl, fetch }): Client {
    const client = new OpenAI({
      apiKey: KEY,
      baseURL: baseUrl,
      fetch,
      defaultHeaders: HEADERS,
      dangerouslyAllowBrowser: true,
    });
    return {
      create: () => client.post(CREATE, { body: REQUEST }),
      get: () => client.get(GET),
      list: () => client.get(LIST),
    };
  },
};
