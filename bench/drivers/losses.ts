import { contenders } from "../contenders/all.ts";
import type { Figure } from "../inside/measure.ts";
import { COLD } from "./kept.ts";
import { markdown, OWN, RAW, type Results, time, times } from "./table.ts";

/** A case in which another client was faster. */
interface Loss {
  client: string;
  place: string;
  name: string;
  figure: Figure;
  own: Figure;
  /** Whether the quartiles overlap: another run may show the contrary. */
  close: boolean;
}

/** Every case in which another client's ratio is below this one's. None of them does more than this one. */
function losses(results: Results): Loss[] {
  return Object.entries(results).flatMap(([place, cases]) =>
    Object.entries(cases).flatMap(([name, figures]) => {
      const own = figures.find((figure) => figure.name === OWN);
      if (!own) throw new Error(`${place}, ${name}: this client was not measured`);
      return figures
        .filter((figure) => figure !== own && figure.ratio < own.ratio)
        .map((figure) => ({
          client: figure.name,
          place,
          name,
          figure,
          own,
          close: figure.ratioHigh >= own.ratioLow,
        }));
    }),
  );
}

/** What it comes to beside raw fetch in a sentence, and each case that another client has won. */
export function lossTable(results: Results): string[] {
  const all = losses(results);
  const to = (wanted: string): Loss[] => all.filter(({ client }) => client === wanted);
  const rows = contenders.flatMap(({ name: client, does }) =>
    (client === RAW ? [] : to(client)).map(({ place, name, figure, own, close }) => {
      const spread = close ? "overlap" : "";
      return [client, does, place, name, times(figure.ratio), times(own.ratio), spread];
    }),
  );
  const head = ["", "does", "place", "case", "ratio", "this client's", "quartiles"];
  return [
    ...againstRaw(results, to(RAW)),
    "",
    rows.length > 0 ? markdown(head, rows) : "No other client was faster in any case.",
  ];
}

function againstRaw(results: Results, slower: readonly Loss[]): string[] {
  const count = Object.values(results).reduce((sum, cases) => sum + Object.keys(cases).length, 0);
  const [worst] = slower.toSorted((one, other) => other.own.ratio - one.own.ratio);
  if (!worst) return [`Raw fetch, which does nothing besides, was faster in none of ${count} cases.`];
  const { own, figure, place, name } = worst;
  return [
    `Raw fetch, which does nothing besides, was faster in ${slower.length} of ${count} cases, most in "${name}" (${place}): ` +
      `${time(figure.median)} against ${time(own.median)}, ${times(own.ratio)}.`,
  ];
}

/** A line of Markdown for each client but raw fetch that was faster in anything: where. */
export function lossSummary(results: Results): string[] {
  const all = losses(results);
  return contenders.flatMap(({ name: client, does }) => {
    const places = Object.keys(results).flatMap((place) => {
      const cases = all
        .filter((loss) => loss.client === client && loss.place === place)
        .map(({ name, close }) => `${name}${close ? "\\*" : ""}`);
      const where = place === COLD ? "first call in" : `${place}:`;
      return cases.length > 0 ? [`${where} ${cases.join(", ")}`] : [];
    });
    return client === RAW || places.length === 0 ? [] : [`- ${client} (${does}). ${places.join("; ")}`];
  });
}
