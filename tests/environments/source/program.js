import process from "node:process";
import { start } from "./start.js";

start(JSON.parse(process.env.GIVEN)).then(console.log, (error) => console.log(`failed: ${error}`));
