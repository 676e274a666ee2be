// Values for people: short parts stay on one line.

const widest = 100;

/** JSON, in which whatever fits into a line is one. */
export function prettyJson(value, indent = "", taken = 0) {
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const oneLine = JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, " ")
    .replace(/^\[ (.*) \]$/, "[$1]");
  if (indent.length + taken + oneLine.length <= widest) return oneLine;
  const entries = isList
    ? value.map((item) => prettyJson(item, inner))
    : Object.entries(value).map(([name, item]) => {
        const start = `${JSON.stringify(name)}: `;
        return start + prettyJson(item, inner, start.length);
      });
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return `${open}\n${entries.map((entry) => inner + entry).join(",\n")}\n${indent}${close}`;
}

/** A name in front of what is told. */
export function row(name, ...lines) {
  return lines.map((line, at) => `  ${(at === 0 ? name : "").padEnd(11)}${line}`).join("\n");
}
