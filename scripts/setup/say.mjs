// What set-up tells its user: one line for each thing that it really does.

export function say(line) {
  console.error(`setup: ${line}`);
}

/** Something is missing. `commands` are what the user can run to get it. */
export class SetupError extends Error {
  constructor(message, { commands = [], log } = {}) {
    super(message);
    this.commands = commands;
    this.log = log;
  }

  toString() {
    const lines = [`setup: ${this.message}`];
    for (const command of this.commands) lines.push(`  get it: ${command}`);
    if (this.log?.tail)
      lines.push(`  the end of ${this.log.path}:`, ...this.log.tail.map((line) => `    ${line}`));
    return lines.join("\n");
  }
}
