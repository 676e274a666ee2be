/** A fenced block of a Markdown file. */
export interface Block {
  /** What stands behind the fence: `ts`, `sh`. */
  language: string;
  code: string;
  /** The line of the file that the code begins in, from 1. */
  line: number;
}

/** The fenced blocks of a Markdown text. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: number; block: Block; lines: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    if (open === undefined) {
      const [, indent, fence, language] = /^( *)(`{3,})([\w-]*)/.exec(line) ?? [];
      if (fence === undefined) continue;
      const block = { language: language ?? "", code: "", line: index + 2 };
      open = { fence, indent: indent?.length ?? 0, block, lines: [] };
    } else if (line.trim() === open.fence) {
      blocks.push({ ...open.block, code: open.lines.join("\n") });
      open = undefined;
    } else open.lines.push(line.slice(Math.min(open.indent, line.search(/\S|$/))));
  }
  if (open) throw new Error(`line ${open.block.line - 1}: the block is not closed`);
  return blocks;
}

/** A command that a reader is told to type. */
export interface Command {
  words: string[];
  line: number;
}

/** The commands of a block of shell: without prompts and comments, what `&&` joins apart. */
export function commandsOf({ code, line }: Block): Command[] {
  const commands: Command[] = [];
  let text = "";
  for (const [index, each] of code.split("\n").entries()) {
    text += each.replace(/^\s*\$ /, "").replace(/(^|\s)#.*$/, "");
    if (text.endsWith("\\")) {
      text = `${text.slice(0, -1)} `;
      continue;
    }
    for (const part of text.split(/&&|;/)) {
      const words = part.trim().split(/\s+/).filter(Boolean);
      if (words.length > 0) commands.push({ words, line: line + index });
    }
    text = "";
  }
  return commands;
}
