const { create_executeflow } = require("wexa-executeflow");

/** start.js, in CommonJS. */
exports.start = async ({ request, options }) => {
  const execution = await create_executeflow(request, options);
  return `started ${execution.execution_id}, ${execution.status}, after ${Math.round(performance.now())} ms`;
};
