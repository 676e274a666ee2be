import { axios } from "./axios.ts";
import type { Contender } from "./contender.ts";
import { ky } from "./ky.ts";
import { kyZod } from "./ky-zod.ts";
import { openai } from "./openai.ts";
import { openapiFetch } from "./openapi-fetch.ts";
import { openapiFetchValibot } from "./openapi-fetch-valibot.ts";
import { raw } from "./raw.ts";
import { wexa } from "./wexa.ts";

export const contenders: readonly Contender[] = [
  raw,
  wexa,
  openapiFetch,
  openapiFetchValibot,
  ky,
  kyZod,
  axios,
  openai,
];
