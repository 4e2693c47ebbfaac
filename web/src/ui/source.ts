// The source of the document: CodeMirror 6, loaded when it is first shown. Typing is an edit like any
// other; undo is the document's own.
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Editor } from '../editor/editor.ts';
import { faultText, foreign, type Reason } from '../editor/faults.ts';
import { Part } from './part.ts';
import { shared } from './theme.ts';
import type { Mark, SourceView } from './source-view.ts';
import type { Applied, Path } from '../session/protocol.ts';

/** Typing is sent after this pause; keys that come faster are one edit. */
const PAUSE_MS = 60;
const MAX_MARKS = 500;

@customElement('iodef-source')
export class Source extends Part {
  @state() private loading = true;
  #view: SourceView | undefined;
  #sending = Promise.resolve();
  /** Edits that were sent and are not answered. */
  #unanswered = 0;
  /** The version of the document that the view shows, with its own edits. */
  #version = 0;
  /** View and document are not the same any more: it is loaded anew, and until then read only. */
  #stale = false;
  #loads = 0;
  /** What the person did in the view: what was asked for before does not take the cursor away. */
  #touched = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reveal: { from: number; to: number } | undefined;

  static override styles = [shared, css`
    :host { display: block; block-size: 100%; min-block-size: 0; background: var(--ew-surface); }
    .view { block-size: 100%; }
    .wait { padding: 1rem; color: var(--ew-muted); }
  `];

  protected override listen(): void {
    this.follow('opened', () => this.run(this.#load()));
    this.follow('applied', (applied) => this.#follow(applied));
    this.follow('state', () => this.run(this.#mark()));
    this.follow('shown', () => this.#view?.setReadonly(this.#readonly));
    this.follow('reveal', (range) => this.reveal(range));
    this.follow('selected', ({ path, by }) => {
      if (by === 'source' || by === 'issues') return;
      this.run(this.#locate(path));
    });
  }

  protected override render(): TemplateResult {
    return html`<div class="view" part="source"></div>
      ${this.loading ? html`<p class="wait" role="status">${this.t('source-loading')}</p>` : ''}`;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.run(this.#start());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#flush();
    this.#view?.destroy();
    this.#view = undefined;
  }

  /** Shows a range, now or when the view is there. */
  reveal(range: { from: number; to: number }): void {
    if (this.#view) this.#view.reveal(range.from, range.to);
    else this.#reveal = range;
  }

  /** Whether something that was typed is not in the document yet. */
  get isWriting(): boolean {
    return this.#unanswered > 0 || (this.#view?.typed ?? false);
  }

  /** Resolves when what was typed so far is in the document. */
  async written(): Promise<void> {
    this.#flush();
    await this.#sending;
  }

  override focus(): void {
    this.#view?.focus();
  }

  async #start(): Promise<void> {
    const { SourceView } = await import('./source-view.ts');
    const { text, version } = await this.#read();
    const parent = this.renderRoot.querySelector<HTMLElement>('.view');
    if (!parent || !this.isConnected || this.#view) return;
    this.#view = new SourceView({
      parent, root: this.renderRoot as ShadowRoot, text, label: this.t('source-label'),
      readonly: this.#readonly,
      changed: () => this.#later(),
      moved: (offset) => this.run(this.#moved(offset)),
      undo: () => this.run(this.#history('undo')),
      redo: () => this.run(this.#history('redo')),
    });
    this.#version = version;
    this.loading = false;
    if (this.#reveal) this.reveal(this.#reveal);
    else this.run(this.#locate(this.editor.selection.path));
    this.#reveal = undefined;
    await this.#mark();
  }

  /** The text with its version, between edits that are on their way. */
  async #read(): Promise<{ text: string; version: number }> {
    for (;;) {
      const { version } = this.editor.state;
      const text = await this.editor.session.call('text', []);
      if (version === this.editor.state.version) return { text, version };
    }
  }

  /** Shows the document as it is; what was typed for the one before is given up. */
  async #load(at?: number): Promise<void> {
    const load = ++this.#loads;
    clearTimeout(this.#timer);
    this.#view?.takeChange();
    this.#setStale(true);
    // A document that is opened has its version after its event.
    await Promise.resolve();
    const { text, version } = await this.#read();
    if (load !== this.#loads) return;
    this.#version = version;
    this.#view?.load(text, at);
    this.#setStale(false);
    await this.#mark();
  }

  #setStale(stale: boolean): void {
    this.#stale = stale;
    this.#view?.setReadonly(this.#readonly);
  }

  /** Shows where an element is, unless the person has gone on in the view meanwhile. */
  async #locate(path: Path): Promise<void> {
    const touched = this.#touched;
    const range = await this.editor.session.call('locate', [path]).catch(() => undefined);
    if (range && touched === this.#touched) this.reveal(range);
  }

  get #readonly(): boolean {
    return this.#stale || this.editor.options.readonly || this.editor.policies.sourceLocked === true;
  }

  #later(): void {
    this.#touched += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), PAUSE_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    const change = this.#view?.takeChange();
    if (!change) return;
    this.#unanswered += 1;
    this.#sending = this.#sending.then(async () => {
      if (!this.#stale) this.#version = (await this.editor.apply({ do: 'replace_text', ...change }, 'source', this.#version)).state.version;
    }).catch((error: Error & { code?: string }) => {
      this.#setStale(true);
      this.editor.announce(error.code === 'changed' ? this.t('source-changed') : this.t('edit-refused', { reason: faultText(this.editor.l10n, error).text }));
    }).finally(() => {
      this.#unanswered -= 1;
      this.#settle();
    });
  }

  /** A view that differs is loaded anew when nothing is on its way. */
  #settle(): void {
    if (this.#unanswered > 0 || !this.#view || !(this.#stale || this.#view.differs)) return;
    this.run(this.#load(this.#view.cursor));
  }

  async #history(way: 'undo' | 'redo'): Promise<void> {
    this.#flush();
    await this.#sending;
    await (way === 'undo' ? this.editor.undo() : this.editor.redo());
  }

  #follow(applied: Applied & { by?: string }): void {
    const view = this.#view;
    if (!view || this.#stale || applied.by === 'source') return;
    if (view.typed || this.#unanswered > 0) {
      // What is typed here is for the text before that edit: it is not put somewhere else.
      this.editor.announce(this.t('source-changed'));
      this.#setStale(true);
    } else {
      view.follow(applied.edits);
      this.#version = applied.state.version;
    }
    this.#settle();
  }

  async #moved(offset: number): Promise<void> {
    const touched = ++this.#touched;
    if (!this.editor.state.parsed) return;
    const path = await this.editor.session.call('pathAt', [offset]);
    if (touched === this.#touched && path !== this.editor.selection.path) this.editor.select(path, 'source');
  }

  async #mark(): Promise<void> {
    if (!this.#view) return;
    const { fault } = this.editor.state;
    if (fault) {
      this.#view.mark([{ from: fault.offset, to: fault.offset + 1, severity: 'error', ...said(this.editor, fault) }]);
      return;
    }
    const list = await this.editor.session.call('diagnostics', [0, MAX_MARKS]);
    this.#view?.mark(list.map((each) => ({
      from: each.from, to: each.to, severity: each.severity, message: this.editor.message(each),
    })));
  }
}

/** A fault as a mark of the view. */
function said({ l10n }: Editor, fault: Reason): Pick<Mark, 'message' | 'lang' | 'dir'> {
  const found = faultText(l10n, fault);
  return { message: found.text, ...foreign(l10n, found) };
}
