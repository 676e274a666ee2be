const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Beyond this, colours cost more than they give. */
const MOST = 50_000;

/** A value as JSON. */
export function JsonView({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? "undefined";
  return (
    <pre class="json">
      <code>{text.length > MOST ? text : coloured(text)}</code>
    </pre>
  );
}

function coloured(text: string) {
  const parts: preact.ComponentChild[] = [];
  let from = 0;
  for (const found of text.matchAll(TOKEN)) {
    const [whole, string, colon] = found;
    parts.push(text.slice(from, found.index));
    const kind = string === undefined ? "literal" : colon === undefined ? "string" : "name";
    parts.push(
      <span key={found.index} class={kind}>
        {string ?? whole}
      </span>,
      colon ?? "",
    );
    from = found.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts;
}
