/**
 * Polls whose outcome the store could not write. Their publishers were asked all the same; without this memory, at every
 * tick again for as long as the disk is full. At most one for each source.
 */
export class UnsavedPolls {
  readonly #untilById = new Map<string, number>();

  /** The source is not asked again before `until`. */
  note(id: string, until: number): void {
    this.#untilById.set(id, until);
  }

  /** Until when a source is not asked again; 0: nothing was lost. What is over at `now` is forgotten. */
  until(id: string, now: number): number {
    const until = this.#untilById.get(id) ?? 0;
    if (until <= now) this.#untilById.delete(id);
    return until;
  }
}
