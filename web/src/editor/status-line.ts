// What the status line says. An answer to what a person did is said at once; what nobody asked for waits
// until the answer before it could be read.

/** Milliseconds that an answer is left to be read. */
export const READING = 10_000;

export class StatusLine {
  readonly #show: (text: string) => void;
  #readable = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** What waits; a later one takes its place. */
  #later: string | undefined;

  constructor(show: (text: string) => void) {
    this.#show = show;
  }

  answer(text: string): void {
    this.#show(text);
    this.#readable = Date.now() + READING;
    if (this.#later !== undefined) this.mention(this.#later);
  }

  mention(text: string): void {
    clearTimeout(this.#waiting);
    const wait = this.#readable - Date.now();
    if (wait <= 0) {
      this.#later = undefined;
      this.#show(text);
      return;
    }
    this.#later = text;
    this.#waiting = setTimeout(() => this.mention(text), wait);
  }

  close(): void {
    clearTimeout(this.#waiting);
  }
}
