// The source of the document: CodeMirror 6, loaded when it is first shown. Typing is an edit like any
// other; undo is the document's own.
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from './part.ts';
import { shared } from './theme.ts';
import type { SourceView } from './source-view.ts';
import type { Applied } from '../session/protocol.ts';

/** Typing is sent after this pause; keys that come faster are one edit. */
const PAUSE_MS = 60;
const MAX_MARKS = 500;

@customElement('iodef-source')
export class Source extends Part {
  @state() private loading = true;
  #view: SourceView | undefined;
  #sending = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reveal: { from: number; to: number } | undefined;

  static override styles = [shared, css`
    :host { display: block; block-size: 100%; min-block-size: 0; background: var(--ew-surface); }
    .view { block-size: 100%; }
    .wait { padding: 1rem; color: var(--ew-muted); }
  `];

  protected override listen(): void {
    this.follow('opened', () => void this.#load());
    this.follow('applied', (applied) => this.#follow(applied));
    this.follow('state', () => void this.#mark());
    this.follow('reveal', (range) => this.reveal(range));
    this.follow('selected', ({ path, by }) => {
      if (by === 'source' || by === 'issues') return;
      void this.editor.session.call('locate', [path]).then((range) => this.reveal(range), () => undefined);
    });
  }

  protected override render(): TemplateResult {
    return html`<div class="view" part="source"></div>
      ${this.loading ? html`<p class="wait" role="status">${this.t('source-loading')}</p>` : ''}`;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    void this.#start();
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

  override focus(): void {
    this.#view?.focus();
  }

  async #start(): Promise<void> {
    const [{ SourceView }, text] = await Promise.all([
      import('./source-view.ts'), this.editor.session.call('text', []),
    ]);
    const parent = this.renderRoot.querySelector<HTMLElement>('.view');
    if (!parent || !this.isConnected || this.#view) return;
    this.#view = new SourceView({
      parent, root: this.renderRoot as ShadowRoot, text, label: this.t('source-label'),
      readonly: this.editor.options.readonly,
      changed: () => this.#later(),
      moved: (offset) => void this.#moved(offset),
      undo: () => void this.#history('undo'),
      redo: () => void this.#history('redo'),
    });
    this.loading = false;
    await this.#mark();
    const { path } = this.editor.selection;
    const range = this.#reveal ?? await this.editor.session.call('locate', [path]).catch(() => undefined);
    if (range) this.#view.reveal(range.from, range.to);
    this.#reveal = undefined;
  }

  async #load(): Promise<void> {
    const text = await this.editor.session.call('text', []);
    this.#view?.load(text);
    await this.#mark();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), PAUSE_MS);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    const change = this.#view?.takeChange();
    if (!change) return;
    this.#sending = this.#sending.then(async () => {
      await this.editor.apply({ do: 'replace_text', ...change }, 'source');
    }).catch((error: Error) => {
      this.editor.announce(this.t('edit-refused', { reason: this.editor.reason(error) }));
    });
  }

  async #history(way: 'undo' | 'redo'): Promise<void> {
    this.#flush();
    await this.#sending;
    await (way === 'undo' ? this.editor.undo() : this.editor.redo());
  }

  #follow(applied: Applied & { by?: string }): void {
    if (applied.by !== 'source') this.#view?.follow(applied.edits);
  }

  async #moved(offset: number): Promise<void> {
    if (!this.editor.state.parsed) return;
    const path = await this.editor.session.call('pathAt', [offset]);
    if (path !== this.editor.selection.path) this.editor.select(path, 'source');
  }

  async #mark(): Promise<void> {
    if (!this.#view) return;
    const { fault } = this.editor.state;
    if (fault) {
      this.#view.mark([{ from: fault.offset, to: fault.offset + 1, severity: 'error', message: this.editor.reason(fault) }]);
      return;
    }
    const list = await this.editor.session.call('diagnostics', [0, MAX_MARKS]);
    this.#view?.mark(list.map((each) => ({
      from: each.from, to: each.to, severity: each.severity, message: this.editor.message(each),
    })));
  }
}
