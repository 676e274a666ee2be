// Markdown that agents write is a stranger's text: it is made into HTML, and of that only what is harmless is kept.
import DOMPurify, { type Config } from "dompurify";
import { Marked } from "marked";

export type ToFragment = (markdown: string) => DocumentFragment;

const POLICY: Config & { RETURN_DOM_FRAGMENT: true } = {
  RETURN_DOM_FRAGMENT: true,
  ALLOWED_TAGS: [
    ...[
      "h3",
      "h4",
      "h5",
      "h6",
      "p",
      "br",
      "hr",
      "blockquote",
      "pre",
      "code",
      "ul",
      "ol",
      "li",
      "a",
      "strong",
    ],
    ...["em", "del", "sub", "sup", "table", "thead", "tbody", "tr", "th", "td"],
  ],
  ALLOWED_ATTR: ["href", "title", "start", "align"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

const marked = new Marked({
  gfm: true,
  async: false,
  walkTokens(token) {
    // Below the headings of the page.
    if (token.type === "heading") token.depth = Math.min(token.depth + 2, 6);
  },
});

/** What can be shown of a text. Nothing in it runs, nothing in it is loaded. */
export const toFragment: ToFragment = (markdown) => {
  const fragment = DOMPurify.sanitize(marked.parse(markdown) as string, POLICY);
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
  }
  return fragment;
};
