// Forms of the document as it is: each is asked for once for all who show it, and right behind a change, so
// that it is on its way before the change is answered.
import type { Form, Path } from '../session/protocol.ts';

export type Asked = Map<Path, Promise<Form>>;

export class Forms {
  readonly #ask: (path: Path) => Promise<Form>;
  #asked: Asked = new Map();
  /** Those that somebody shows. */
  #shown = new Set<Path>();

  constructor(ask: (path: Path) => Promise<Form>) {
    this.#ask = ask;
  }

  at(path: Path): Promise<Form> {
    this.#shown.add(path);
    const asked = this.#asked.get(path) ?? this.#ask(path);
    this.#asked.set(path, asked);
    return asked;
  }

  /** Behind a change that was sent: what is shown, as it is after it. */
  ahead(): Asked {
    const asked: Asked = new Map();
    for (const path of this.#shown) {
      const form = this.#ask(path);
      // Where nobody takes it, its refusal is nobody's concern.
      form.catch(() => undefined);
      asked.set(path, form);
    }
    return asked;
  }

  /** The document or its check is another one. */
  replace(asked: Asked = new Map()): void {
    this.#asked = asked;
    this.#shown.clear();
  }
}
