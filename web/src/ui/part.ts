// A part of one editor: an element that has the shared state and is drawn again when it changes.
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Editor, EditorEvents } from '../editor/editor.ts';
import type { Arguments } from '../editor/l10n.ts';
import { SessionError } from '../session/session.ts';

export abstract class Part extends LitElement {
  @property({ attribute: false }) editor!: Editor;
  #stop: (() => void)[] = [];
  #bound: Editor | undefined;

  /** Called once for each editor that the part is given: the place to listen. */
  protected listen(_editor: Editor): void {
    // Most parts only read their properties.
  }

  /** Listens for as long as the part is in the page. */
  protected follow<E extends keyof EditorEvents>(name: E, listener: (detail: EditorEvents[E]) => void): void {
    this.#stop.push(this.editor.on(name, listener));
  }

  /** Work that nobody waits for: it ends with the document. */
  protected run(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof SessionError && (error.code === 'closed' || error.code === 'stopped'))) throw error;
    });
  }

  protected t(id: string, args?: Arguments): string {
    return this.editor.l10n.text(id, args);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#bind();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stop.splice(0)) stop();
    this.#bound = undefined;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#bind();
  }

  #bind(): void {
    if (!this.editor || this.#bound === this.editor) return;
    for (const stop of this.#stop.splice(0)) stop();
    this.#bound = this.editor;
    this.follow('locale', () => this.requestUpdate());
    this.listen(this.editor);
  }
}
