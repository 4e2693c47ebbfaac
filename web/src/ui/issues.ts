// What is wrong, in the order of the document: each jumps to its field or its place in the source. Only
// what is in sight is asked for and drawn.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Diagnostic } from '../session/protocol.ts';
import { faultText, foreign } from '../editor/faults.ts';
import { Part } from './part.ts';
import { icon } from './icons.ts';
import { shared } from './theme.ts';

const PAGE = 50;

@customElement('iodef-issues')
export class Issues extends Part {
  @state() private first = 0;
  @state() private list: Diagnostic[] = [];
  @state() private current = -1;
  #asked = 0;

  static override styles = [shared, css`
    :host { display: block; overflow: auto; }
    ol { list-style: none; margin: 0; padding: 0; }
    li + li { border-block-start: 1px solid var(--ew-line); }
    li button { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.125rem 0.5rem; inline-size: 100%; padding: 0.5rem 0.75rem; border: 0; border-radius: 0; background: transparent; text-align: start; justify-content: stretch; align-items: start; }
    li button:focus-visible { outline-offset: -2px; }
    li[aria-current] button { background: var(--ew-accent-soft); }
    .mark { inline-size: 0.5rem; block-size: 0.5rem; margin-block-start: 0.4375rem; border-radius: 50%; background: var(--ew-muted); }
    .mark.error { background: var(--ew-error); } .mark.warning { background: var(--ew-warning); }
    .message { font-size: 0.875rem; line-height: 1.35; overflow-wrap: anywhere; }
    .where { grid-column: 2; font-size: 0.75rem; color: var(--ew-muted); overflow-wrap: anywhere; }
    .fix { grid-column: 2; font-size: 0.8125rem; color: var(--ew-muted); }
    .none { display: grid; justify-items: center; gap: 0.5rem; padding: 2.5rem 1rem; color: var(--ew-good); text-align: center; }
    .none p { color: var(--ew-muted); font-size: 0.875rem; }
    .pages { display: flex; gap: 0.5rem; align-items: center; padding: 0.5rem 0.75rem; font-size: 0.8125rem; color: var(--ew-muted); }
  `];

  protected override listen(): void {
    this.follow('state', () => this.#fetch(this.first));
    this.follow('opened', () => { this.current = -1; this.first = 0; });
    this.#fetch(0);
  }

  #fetch(first: number): void {
    const number = ++this.#asked;
    this.editor.page = { from: first, count: PAGE };
    queueMicrotask(async () => {
      if (number !== this.#asked || !this.isConnected) return;
      const list = await this.editor.diagnostics(first, PAGE).catch(() => []);
      if (number !== this.#asked) return;
      this.first = first;
      this.list = list;
    });
  }

  get #count(): number {
    const { errors, warnings, infos } = this.editor.state;
    return errors + warnings + infos;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { fault } = this.editor.state;
    if (fault) {
      const found = faultText(this.editor.l10n, fault);
      const language = foreign(this.editor.l10n, found);
      return html`<ol part="issues"><li><button type="button" @click=${() => this.editor.emit('showSource', null)}>
        <span class="mark error"></span><span class="message" lang=${language.lang ?? nothing} dir=${language.dir ?? nothing}>${found.text}</span>
        <span class="where">${this.t('issues-place', { line: fault.line, column: fault.column })}</span></button></li></ol>`;
    }
    if (this.editor.state.json) return nothing;
    if (this.#count === 0) {
      if (this.editor.state.version === 0) return nothing;
      return html`<div class="none">${icon('check')}<strong>${this.t('issues-none')}</strong>
        <p>${this.t(`issues-none-${this.editor.state.profile}`)}</p></div>`;
    }
    return html`<ol part="issues" aria-label=${this.t('issues-label')}>
      ${this.list.map((each, index) => html`<li aria-current=${this.first + index === this.current ? 'true' : nothing}>
        <button type="button" @click=${() => this.go(this.first + index)}>
          <span class="mark ${each.severity}"></span>
          <span class="message"><span class="visually-hidden">${this.t(`severity-${each.severity}`)}: </span>${this.editor.message(each)}</span>
          ${this.#fix(each)}
          <span class="where">${each.line > 0 ? `${this.t('issues-place', { line: each.line, column: each.column })} · ` : ''}<bdi>${each.rule}</bdi>${each.section ? html` · <bdi>${each.section}</bdi>` : nothing}</span>
        </button></li>`)}</ol>
      ${this.#count > PAGE ? html`<div class="pages">
        <button type="button" ?disabled=${this.first === 0} @click=${() => this.#fetch(Math.max(0, this.first - PAGE))}>${this.t('member-previous')}</button>
        ${this.t('member-range', { first: this.first + 1, last: Math.min(this.#count, this.first + PAGE), count: this.#count })}
        <button type="button" ?disabled=${this.first + PAGE >= this.#count} @click=${() => this.#fetch(this.first + PAGE)}>${this.t('member-next')}</button>
      </div>` : nothing}`;
  }

  #fix(diagnostic: Diagnostic): TemplateResult | typeof nothing {
    const fix = this.editor.fix(diagnostic);
    return fix ? html`<span class="fix">${fix}</span>` : nothing;
  }

  /** Jumps to the next problem, or the one before; around the end. */
  async step(by: 1 | -1): Promise<void> {
    if (this.#count === 0) {
      this.editor.announce(this.t('issues-none'));
      return;
    }
    const from = this.current < 0 ? (by > 0 ? -1 : 0) : this.current;
    await this.go((from + by + this.#count) % this.#count);
  }

  async go(index: number): Promise<void> {
    const page = Math.floor(index / PAGE) * PAGE;
    if (page !== this.first || index - page >= this.list.length) {
      this.list = await this.editor.diagnostics(page, PAGE);
      this.first = page;
    }
    const found = this.list[index - this.first];
    if (!found) return;
    this.current = index;
    this.editor.announce(this.t('issues-at', { position: index + 1, count: this.#count, message: this.editor.message(found) }));
    this.editor.select(found.path, 'issues', { focus: true, ...(found.attribute === undefined ? {} : { attribute: found.attribute }) });
    this.editor.emit('reveal', { from: found.from, to: found.to });
  }
}
