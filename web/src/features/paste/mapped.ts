/** Text that was made from other text, where every unit knows where it came from. */

export interface Mapped {
  readonly text: string;
  /** `starts[i]` is the offset in the source of the unit `i`; one more entry marks the end. */
  readonly starts: Uint32Array;
  /** `ends[i]` is the offset in the source after the unit `i`. */
  readonly ends: Uint32Array;
}

/** Collects a `Mapped` piece by piece. */
export class MappedBuilder {
  readonly #pieces: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Adds `text`, all of which came from `from` to `to` of the source. */
  add(text: string, from: number, to: number): void {
    this.#pieces.push(text);
    for (let index = 0; index < text.length; index += 1) {
      this.#starts.push(from);
      this.#ends.push(to);
    }
  }

  finish(sourceLength: number): Mapped {
    return {
      text: this.#pieces.join(''),
      starts: Uint32Array.from([...this.#starts, sourceLength]),
      ends: Uint32Array.from([...this.#ends, sourceLength]),
    };
  }
}

/** The composition: `outer` was made from `inner.text`; the result points into the source of `inner`. */
export function compose(outer: Mapped, inner: Mapped): Mapped {
  return {
    text: outer.text,
    starts: outer.starts.map((at) => inner.starts[at] ?? 0),
    ends: outer.ends.map((at) => inner.ends[Math.max(0, at - 1)] ?? 0),
  };
}
