/** When the engine acknowledged the news of each ticket, each time. */
export class Acknowledged {
  readonly #at = new Map<string, number[]>();
  readonly #waiting = new Map<string, () => void>();

  /** It did so now. */
  note(ticketId: string): void {
    this.#at.set(ticketId, [...this.of(ticketId), performance.now()]);
    this.#waiting.get(ticketId)?.();
    this.#waiting.delete(ticketId);
  }
  /** By `performance.now()`; none if it has not. */
  of(ticketId: string): readonly number[] {
    return this.#at.get(ticketId) ?? [];
  }
  /** Resolves the next time; one waits for a ticket at a time. */
  next(ticketId: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(ticketId, resolve));
  }
}
