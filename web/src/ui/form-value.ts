// The value of the editor in the form around it: a form is never sent with an older document than the one
// that is there.

import type { Editor } from '../editor/editor.ts';
import { faultText } from '../editor/faults.ts';

export interface DocumentSource {
  /** The version of the document; undefined while something that was typed is on its way to it. */
  version(): number | undefined;
  /** The text, with what is on its way. */
  text(): Promise<string>;
  /** Whether the browser may keep it with the page's history. */
  mayKeep(): boolean;
}

export class FormValue {
  /** The document as the form has it. */
  text = '';
  #version = 0;
  #form: HTMLFormElement | null = null;
  readonly #opening = new Set<Promise<unknown>>();
  readonly #internals: ElementInternals;
  readonly #source: DocumentSource;

  constructor(internals: ElementInternals, source: DocumentSource) {
    this.#internals = internals;
    this.#source = source;
  }

  /** The text of a document is the value before it is open. */
  give(text: string): void {
    this.text = text;
    this.write();
  }

  /** Until it is open, or refused, no form is sent with what was there before. */
  async opens<T>(opening: Promise<T>): Promise<T> {
    this.#opening.add(opening);
    try {
      return await opening;
    } finally {
      this.#opening.delete(opening);
    }
  }

  /** The document as it is becomes the value. */
  async take(): Promise<string> {
    await Promise.allSettled(this.#opening);
    const text = await this.#source.text();
    const version = this.#current;
    if (version !== undefined) this.#version = version;
    this.give(text);
    return text;
  }

  get #current(): number | undefined {
    return this.#opening.size > 0 ? undefined : this.#source.version();
  }

  /** Restoring is the form's history, which browsers write to disk. */
  write(): void {
    this.#internals.setFormValue(this.text, this.#source.mayKeep() ? this.text : null);
  }

  /** Another form is around it now. */
  associate(form: HTMLFormElement | null): void {
    this.#form?.removeEventListener('submit', this.#submitted, { capture: true });
    this.#form = form;
    form?.addEventListener('submit', this.#submitted, { capture: true });
  }

  /** A form whose document is older than what was typed is sent a moment later. */
  readonly #submitted = (event: SubmitEvent): void => {
    const form = this.#form;
    if (!form || event.target !== form || this.#version === this.#current) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void this.take().then(() => form.requestSubmit(event.submitter));
  };
}

/** What keeps the form from being sent, for the browser to say. */
export function validityOf(editor: Editor, required: boolean, refused: string): { flags: ValidityStateFlags; message: string } {
  const { state, asked, l10n } = editor;
  if (refused !== '') return { flags: { customError: true }, message: refused };
  if (!state.parsed && state.version > 0) {
    return { flags: { badInput: true }, message: state.fault ? faultText(l10n, state.fault).text : l10n.text('validity-broken') };
  }
  if (required && state.version === 0) return { flags: { valueMissing: true }, message: l10n.text('validity-missing') };
  if (!state.checked) return { flags: { customError: true }, message: l10n.text('progress-check') };
  if (state.errors === 0) return { flags: {}, message: '' };
  const said = [l10n.text('validity-errors', { count: state.errors }), ...asked.map((each) => editor.message(each))];
  return { flags: { customError: true }, message: said.join(' ') };
}
