import { axios } from "./axios.ts";
import type { Contender } from "./contender.ts";
import { ky, kyZod } from "./ky.ts";
import { openai } from "./openai.ts";
import { openapiFetch, openapiFetchValibot } from "./openapi-fetch.ts";
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
