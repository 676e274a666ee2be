/** Something that its reader can put right, or has to know: shown without a stack. */
export class StartError extends Error {
  /** @param {string[]} [more] lines that say more */
  constructor(message, more = []) {
    super(message);
    this.more = more;
  }

  toString() {
    return [this.message, ...this.more.map((line) => `  ${line}`)].join("\n");
  }
}
