import { start } from "../../../src/start.js";

export const runtime = "edge";
export const GET = async () => new Response(await start(JSON.parse(process.env.GIVEN)));
