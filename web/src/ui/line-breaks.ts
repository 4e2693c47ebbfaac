// Offsets and line breaks between a document and the view of its source: the view has one "\n" for every
// break and counts one unit; the document keeps "\r\n" and "\r" where they are.

/** A replacement in the view, in offsets before it; `text` as the document has it. */
export interface Replacement {
  from: number;
  to: number;
  text: string;
}

/** A break that is not "\n": where it begins in the view and in the document, and what it is. */
interface Break {
  view: number;
  own: number;
  kind: '\r\n' | '\r';
}

export class LineBreaks {
  /** In order; "\n" needs no entry. */
  #breaks: Break[];
  /** What a break becomes that somebody types: what the first one is. */
  readonly typed: string;

  constructor(text: string) {
    this.typed = /\r\n?|\n/.exec(text)?.[0] ?? '\n';
    this.#breaks = breaksOf(text, 0, 0).breaks;
  }

  /** The offset in the document. */
  toDocument(offset: number): number {
    const last = this.#breaks[count(this.#breaks, (each) => each.view < offset) - 1];
    return last === undefined ? offset : last.own + last.kind.length + offset - last.view - 1;
  }

  /** The offset in the view; undefined in the middle of a break. */
  toView(offset: number): number | undefined {
    const last = this.#breaks[count(this.#breaks, (each) => each.own < offset) - 1];
    if (last === undefined) return offset;
    const behind = offset - last.own - last.kind.length;
    return behind < 0 ? undefined : last.view + 1 + behind;
  }

  /** The nearest offset in the view. */
  nearest(offset: number): number {
    return this.toView(offset) ?? this.toView(offset - 1) ?? 0;
  }

  /** Follows a replacement. */
  replace({ from, to, text }: Replacement): void {
    const first = count(this.#breaks, (each) => each.view < from);
    const last = count(this.#breaks, (each) => each.view < to);
    const [start, end] = [this.toDocument(from), this.toDocument(to)];
    const { breaks, length } = breaksOf(text, from, start);
    const view = from + length - to;
    const own = start + text.length - end;
    const behind = this.#breaks.slice(last).map((each) => ({ ...each, view: each.view + view, own: each.own + own }));
    this.#breaks = [...this.#breaks.slice(0, first), ...breaks, ...behind];
  }

  /** A part of the view as the document has it. */
  written(text: string, from: number): string {
    const parts: string[] = [];
    let end = 0;
    for (let index = count(this.#breaks, (each) => each.view < from); index < this.#breaks.length; index += 1) {
      const { view, kind } = this.#breaks[index] as Break;
      if (view - from >= text.length) break;
      parts.push(text.slice(end, view - from), kind);
      end = view - from + 1;
    }
    return parts.length === 0 ? text : parts.join('') + text.slice(end);
  }

  /** What was typed, with the document's breaks. */
  asTyped(text: string): string {
    return this.typed === '\n' ? text : text.replaceAll('\n', this.typed);
  }
}

/** The breaks of a text that begins at these offsets, and its length in the view. */
function breaksOf(text: string, view: number, own: number): { breaks: Break[]; length: number } {
  const breaks: Break[] = [];
  let longer = 0;
  for (const { 0: kind, index } of text.matchAll(/\r\n?/g)) {
    breaks.push({ view: view + index - longer, own: own + index, kind: kind as Break['kind'] });
    longer += kind.length - 1;
  }
  return { breaks, length: text.length - longer };
}

/** How many at the beginning are so; after them none is. */
function count(breaks: readonly Break[], so: (each: Break) => boolean): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (so(breaks[middle] as Break)) low = middle + 1;
    else high = middle;
  }
  return low;
}
