import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { hasGone } from "./route.ts";

/** The heading of a place in the page. Who goes there is taken to it: what was focused before may be gone. */
export function Heading({ id, children }: { id?: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasGone) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 id={id} tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
