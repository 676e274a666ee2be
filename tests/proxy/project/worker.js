import { proxiesTo } from "./proxies.js";

let handler;

export default {
  fetch(request, env, ctx) {
    handler ??= proxiesTo(env.API, { binding: "WEXA_API_KEY" }, env.GIVEN);
    return handler(request, env, ctx);
  },
};
