import type { ComponentChildren } from "preact";

interface Props {
  tone: string;
  title: string;
  /** How long after the start; empty where it is not known. */
  when: string;
  note?: string;
  isLast?: boolean;
  children?: ComponentChildren;
}

/** One thing that happened. */
export function Entry({ tone, title, when, note = "", isLast = false, children }: Props) {
  return (
    <li class="entry" data-tone={tone} data-last={isLast} tabIndex={isLast ? -1 : undefined}>
      <span class="entry-mark" aria-hidden="true" />
      <div class="entry-head">
        <strong>{title}</strong>
        {note === "" ? null : <span class="faint">{note}</span>}
        <span class="entry-when">{when}</span>
      </div>
      {children === undefined ? null : <div class="entry-body">{children}</div>}
    </li>
  );
}
