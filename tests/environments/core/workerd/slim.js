import { create_executeflow, load } from "wexa-executeflow/slim";
import wasm from "wexa-executeflow/wexa.wasm";

load(wasm);

export default {
  async fetch(_, { GIVEN }) {
    const { request, options } = JSON.parse(GIVEN);
    const { execution_id, status } = await create_executeflow(request, options);
    return new Response(`started ${execution_id}, ${status}, after ${Math.round(performance.now())} ms`);
  },
};
