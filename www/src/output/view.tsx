import { useLayoutEffect, useRef } from "preact/hooks";
import { JsonView } from "./json.tsx";
import { partsOfExecution } from "./parts.ts";
import { isObject } from "./value.ts";

/** What an agent gave: text as markdown, anything else as JSON. */
export function Output({ value }: { value: unknown }) {
  if (value === undefined || value === null || value === "") return <p class="faint">It gave nothing.</p>;
  if (typeof value !== "string") return <JsonView value={value} />;
  const json = jsonIn(value);
  return json === undefined ? <Markdown text={value} /> : <JsonView value={json} />;
}

export function Markdown({ text }: { text: string }) {
  const place = useRef<HTMLDivElement>(null);
  const parts = partsOfExecution();
  useLayoutEffect(() => {
    if (parts !== undefined) place.current?.replaceChildren(parts.toFragment(text));
  }, [text, parts]);
  return <div class="markdown" ref={place} />;
}

/** Agents that answer in JSON often do so in a string. */
function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
