import type { Figure } from "../inside/measure.ts";
import { OWN, RAW } from "./table.ts";

const COLOURS = { raw: "#8b949e", wexa: "#6d5efc", other: "#b7c0ca" };
const [WIDTH, LABEL, BAR, GAP] = [720, 190, 18, 6];

/** Bars of the ratio to raw fetch, one block a case. */
export function chart(title: string, cases: ReadonlyArray<readonly [string, readonly Figure[]]>): string {
  const parts: string[] = [];
  let y = 48;
  for (const [name, figures] of cases) {
    parts.push(text(16, y, name, 'font-weight="600"'));
    y += 12;
    const longest = Math.max(...figures.map(({ ratio }) => ratio));
    const scale = (WIDTH - LABEL - 90) / longest;
    for (const figure of figures) {
      const width = Math.max(1, figure.ratio * scale);
      const colour = colourOf(figure.name);
      parts.push(
        text(LABEL - 8, y + 13, figure.name, 'text-anchor="end"'),
        `<rect x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3" fill="${colour}"/>`,
        text(LABEL + width + 6, y + 13, `${figure.ratio.toFixed(2)}×`),
      );
      y += BAR + GAP;
    }
    y += 24;
  }
  return drawing(title, y, parts);
}

/** A drawing with a background of its own, for dark and light pages. */
export function drawing(title: string, height: number, parts: readonly string[]): string {
  const style = 'font-family="system-ui, sans-serif" font-size="12" fill="#1f2328"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" ${style}>`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>`,
    text(16, 24, title, 'font-size="14" font-weight="700"'),
    ...parts,
    "</svg>\n",
  ].join("\n");
}

export function colourOf(name: string): string {
  if (name === OWN) return COLOURS.wexa;
  return name === RAW ? COLOURS.raw : COLOURS.other;
}

export function text(x: number, y: number, words: string, more = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
