import { NextResponse } from "next/server";
import { start } from "./src/start.js";

export const config = { matcher: "/through-proxy" };
export async function proxy() {
  return new NextResponse(await start(JSON.parse(process.env.GIVEN)));
}
