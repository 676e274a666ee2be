import { connection } from "next/server";
import { start } from "../../src/start.js";

/** A server component, rendered for each request. */
export default async function Page() {
  await connection();
  return <output>{await start(JSON.parse(process.env.GIVEN))}</output>;
}
