// Paste anything: the text on top, what was found in it below, each with the place it came from. Nothing
// is taken into the document until the person says so.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { extract } from '../paste/extract.ts';
import type { Extraction, Finding, Place } from '../paste/finding.ts';
import { canBeSystem, type Confirmed, type Role } from '../paste/indicators.ts';
import { Panel, panelStyles } from './panel.ts';

/** Rows in the table at a time: the page stays quick with ten thousand findings. */
const PAGE = 100;
const CONTEXT = 24;
/** A text is read after this pause, a long one after a longer one: that takes a while. */
const PAUSE_MS = 100;
const LONG = 100_000;
const LONG_PAUSE_MS = 600;

@customElement('iodef-paste')
export class PastePanel extends Panel<Confirmed[]> {
  /** What was pasted already, if anything. */
  initial = '';
  @state() private text = '';
  @state() private extraction: Extraction | undefined;
  @state() private page = 0;
  @state() private chosen = new Map<Finding, Role>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  @query('textarea') private area!: HTMLTextAreaElement;

  static override styles = [...panelStyles, css`
    textarea { min-block-size: 9rem; max-block-size: 30vh; font-family: var(--ew-mono); font-size: 0.8125rem; }
    .value { font-family: var(--ew-mono); }
    .place { inline-size: 100%; justify-content: flex-start; text-align: start; font: 0.75rem var(--ew-mono); overflow-wrap: anywhere; display: block; }
    td select { min-inline-size: 7rem; }
    @container (max-width: 34rem) {
      .context { display: none; }
      th, td { overflow-wrap: normal; }
      td .value { overflow-wrap: anywhere; }
    }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.initial !== '') this.#read(this.initial);
  }

  protected override render(): TemplateResult {
    const { extraction } = this;
    return html`<h2>${this.t('paste-title')}</h2>
      <p>${this.t('paste-help')}</p>
      <div class="stack">
        ${this.field('paste-text', this.t('paste-text'), html`<textarea id="paste-text" dir="auto" spellcheck="false" autofocus .value=${this.text}
          @input=${(event: Event) => this.#typed((event.target as HTMLTextAreaElement).value)}></textarea>`)}
        ${extraction ? this.#found(extraction) : this.text === '' ? nothing : html`<p role="status">${this.t('paste-reading')}</p>`}
      </div>
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${this.chosen.size === 0} @click=${() => this.#confirm()}>
        ${this.t('paste-confirm', { count: this.chosen.size })}</button>`)}`;
  }

  /** What is typed is read when it comes to rest; what is there at once, at once. */
  #typed(text: string): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.extraction = undefined;
    this.chosen = new Map();
    this.#timer = setTimeout(() => this.#read(text), text.length > LONG ? LONG_PAUSE_MS : PAUSE_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** A text area counts one line end where a clipboard has two characters; places are those that it shows. */
  #read(written: string): void {
    const text = written.replace(/\r\n?/g, '\n');
    this.text = text;
    this.extraction = extract(text);
    this.page = 0;
    this.chosen = new Map(this.extraction.findings.filter(({ proposed }) => proposed).map((finding) => [finding, 'indicator']));
    this.editor.announce(this.t('paste-count', { count: this.extraction.findings.length }));
  }

  #found({ findings, truncated, tooMany, readTo, format }: Extraction): TemplateResult {
    if (findings.length === 0) return html`<p>${this.text === '' ? '' : this.t('paste-nothing')}</p>`;
    const pages = Math.ceil(findings.length / PAGE);
    const shown = findings.slice(this.page * PAGE, (this.page + 1) * PAGE);
    return html`
      <p role="status">${this.t('paste-count', { count: findings.length })} ${this.t(`paste-format-${format}`)}</p>
      ${truncated ? html`<p class="note">${this.t('paste-truncated', { count: readTo })}</p>` : nothing}
      ${tooMany ? html`<p class="note">${this.t('paste-too-many', { count: findings.length })}</p>` : nothing}
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('paste-found')}>
        <table>
          <thead><tr><th scope="col">${this.t('paste-take')}</th><th scope="col">${this.t('paste-kind')}</th>
            <th scope="col">${this.t('paste-value')}</th><th scope="col" class="context">${this.t('paste-from')}</th></tr></thead>
          <tbody>${shown.map((finding) => this.#row(finding))}</tbody>
        </table>
      </div>
      ${pages > 1 ? html`<div class="buttons">
        <button type="button" ?disabled=${this.page === 0} @click=${() => { this.page -= 1; }}>${this.t('member-previous')}</button>
        <span>${this.t('member-range', { first: this.page * PAGE + 1, last: this.page * PAGE + shown.length, count: findings.length })}</span>
        <button type="button" ?disabled=${this.page === pages - 1} @click=${() => { this.page += 1; }}>${this.t('member-next')}</button></div>` : nothing}`;
  }

  #row(finding: Finding): TemplateResult {
    const role = this.chosen.get(finding) ?? '';
    const roles: Role[] = canBeSystem(finding.kind) ? ['indicator', 'source', 'target'] : ['indicator'];
    const first = finding.places[0];
    const doubts = [...(finding.reserved ? [this.t(`paste-reserved-${finding.reserved}`)] : []), ...finding.notes.map((note) => this.t(`paste-note-${note}`))];
    return html`<tr>
      <td><select aria-label=${this.t('paste-take-name', { value: finding.value })} @change=${(event: Event) => this.#choose(finding, (event.target as HTMLSelectElement).value as Role | '')}>
        <option value="" ?selected=${role === ''}>${this.t('paste-role-none')}</option>
        ${roles.map((each) => html`<option value=${each} ?selected=${role === each}>${this.t(finding.kind === 'reference' ? 'paste-role-reference' : `paste-role-${each}`)}</option>`)}
      </select></td>
      <td>${finding.kind === 'reference' ? finding.family : this.t(`paste-kind-${finding.kind}`)}</td>
      <td><bdi class="value">${finding.value}</bdi>${doubts.map((doubt) => html`<br /><span class="badge warning">${doubt}</span>`)}</td>
      <td class="context">${first ? html`<button type="button" class="place quiet" @click=${() => this.#show(first)}>
        <span class="visually-hidden">${this.t('paste-show', { value: finding.value })}: </span>${this.#context(first)}${finding.count > 1 ? html` <span class="badge">${this.t('paste-times', { count: finding.count })}</span>` : nothing}</button>` : nothing}</td>
    </tr>`;
  }

  #context({ from, to }: Place): TemplateResult {
    const clean = (text: string): string => text.replace(/\s+/g, ' ');
    return html`<bdi>${clean(this.text.slice(Math.max(0, from - CONTEXT), from))}<mark>${clean(this.text.slice(from, Math.min(to, from + 200)))}</mark>${clean(this.text.slice(to, to + CONTEXT))}</bdi>`;
  }

  /** Selects the place in the text, where a person can read around it. */
  #show({ from, to }: Place): void {
    this.area.focus();
    this.area.setSelectionRange(from, to);
    // A text area scrolls to its selection only when it is blurred and focused again; lines are close enough.
    const lines = this.text.slice(0, from).split('\n').length - 1;
    const all = this.text.split('\n').length;
    this.area.scrollTop = (lines / all) * this.area.scrollHeight - this.area.clientHeight / 2;
  }

  #choose(finding: Finding, role: Role | ''): void {
    const chosen = new Map(this.chosen);
    if (role === '') chosen.delete(finding);
    else chosen.set(finding, role);
    this.chosen = chosen;
  }

  #confirm(): void {
    const order = this.extraction?.findings ?? [];
    this.close(order.flatMap((finding) => {
      const role = this.chosen.get(finding);
      return role ? [{ finding, role }] : [];
    }));
  }
}
