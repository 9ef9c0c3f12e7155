/** Counts exchanges. Whole ones are waited for, not single requests: a redirect may still lie ahead. */
export class Running {
  readonly #ended = Promise.withResolvers<void>();
  #count = 0;
  #isEnding = false;

  /** Throws once the end is waited for. */
  begin(): void {
    if (this.#isEnding) throw new Error("the fetcher is closed");
    this.#count += 1;
  }

  done(): void {
    this.#count -= 1;
    this.#settle();
  }

  /** Waits until nothing runs any more. */
  end(): Promise<void> {
    this.#isEnding = true;
    this.#settle();
    return this.#ended.promise;
  }

  #settle(): void {
    if (this.#isEnding && this.#count === 0) this.#ended.resolve();
  }
}
