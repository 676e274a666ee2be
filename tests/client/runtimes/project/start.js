import { create_executeflow } from "/node_modules/wexa-executeflow/dist/browser.js";

/** What a page or a worker tells of one create, or of as many as it is asked for. */
export async function start({ request, options, times = 1 }) {
  try {
    let told;
    for (let time = 0; time < times; time++) {
      const { data, requestId } = await create_executeflow(request, options).withResponse();
      told = { execution: data, requestId };
    }
    return told;
  } catch (error) {
    const { name, code, outcome, message } = error;
    return { error: { name, code, outcome, message } };
  }
}
