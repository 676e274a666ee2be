import { contenders } from "../contenders/all.ts";
import type { Figure } from "../inside/measure.ts";
import { OWN, RAW, type Results, time, times } from "./table.ts";

/** A case in which another client was faster. */
export interface Loss {
  client: string;
  where: string;
  figure: Figure;
  own: Figure;
  /** Whether the quartiles overlap: another run may show the contrary. */
  close: boolean;
}

/** Every case in which the median of another client is below this one's. None of them does more than this one. */
export function losses(results: Results): Loss[] {
  return Object.entries(results).flatMap(([place, cases]) =>
    Object.entries(cases).flatMap(([name, figures]) => {
      const own = figures.find((figure) => figure.name === OWN);
      if (!own) throw new Error(`${place}, ${name}: this client was not measured`);
      return figures
        .filter((figure) => figure !== own && figure.ratio < own.ratio)
        .map((figure) => ({
          client: figure.name,
          where: place.startsWith("First") ? `first call (${name})` : `${name} (${place})`,
          figure,
          own,
          close: figure.ratioHigh >= own.ratioLow,
        }));
    }),
  );
}

/** A line of Markdown for each client that is faster in anything. */
export function lossLines(results: Results): string[] {
  const all = losses(results);
  const lines = contenders.flatMap(({ name, does }) => {
    const own = all.filter(({ client }) => client === name);
    if (name === RAW || own.length === 0) return [];
    const where = own.map(
      ({ where, figure, own, close }) =>
        `${where} ${times(figure.ratio)} against ${times(own.ratio)}${close ? ", within the spread" : ""}`,
    );
    return [`- **${name}** (${does}): ${where.join("; ")}.`];
  });
  return [
    ...rawLine(results, all),
    ...(lines.length ? lines : ["- No other client was faster in any case."]),
  ];
}

/** The same in a few words, for the README. */
export function lossSummary(results: Results): string[] {
  const all = losses(results);
  return contenders.flatMap(({ name, does }) => {
    const where = all
      .filter(({ client }) => client === name)
      .map(({ where, close }) => where + (close ? "*" : ""));
    return name === RAW || where.length === 0 ? [] : [`- ${name} (${does}): ${where.join(", ")}`];
  });
}

function rawLine(results: Results, all: readonly Loss[]): string[] {
  const slower = all.filter(({ client }) => client === RAW);
  const count = Object.values(results).reduce((sum, cases) => sum + Object.keys(cases).length, 0);
  const worst = slower.toSorted((one, other) => other.own.ratio - one.own.ratio)[0];
  if (!worst) return [];
  const { own, figure, where } = worst;
  return [
    `- **${RAW}** (nothing): in ${slower.length} of ${count} cases, most in ${where}: ${time(figure.median)} against ` +
      `${time(own.median)}, ${times(own.ratio)}.`,
  ];
}
