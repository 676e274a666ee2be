const { create_executeflow, WexaClient } = require("wexa-executeflow");

/** start.js, in CommonJS. */
exports.start = async ({ request, options, follow = true }) => {
  const { execution_id, status } = await create_executeflow(request, options);
  const line = `started ${execution_id}, ${status}, after ${Math.round(performance.now())} ms`;
  const { executions } = new WexaClient({ ...options, projectID: request.projectID });
  if (follow) await executions.wait(execution_id, { until: () => true });
  return line;
};
