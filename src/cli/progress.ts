import type { Terminal } from "./command.ts";

/** A line that counts up on a person's terminal; silent where stderr is a file or a pipe. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #verb: string;
  readonly #total: number;
  #done = 0;

  constructor(terminal: Terminal, verb: string, total: number) {
    this.#terminal = terminal;
    this.#verb = verb;
    this.#total = total;
  }

  advance(): void {
    this.#done += 1;
    if (!this.#terminal.isTerminal) return;
    this.#terminal.stderr.write(`\r\u001b[K${this.#verb} ${this.#done} of ${this.#total}`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#terminal.isTerminal) this.#terminal.stderr.write("\r\u001b[K");
  }
}
