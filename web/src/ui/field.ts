// One labelled control for a text or an attribute: native input, textarea or select, with its help and
// what is wrong with it tied to it for screen readers.
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Editor } from '../editor/editor.ts';
import { matches } from '../editor/shortcuts.ts';
import type { Diagnostic, ValueType } from '../session/protocol.ts';
import { dateTimeHint, localOffset, nowWithOffset } from './date-time.ts';
import { icon } from './icons.ts';
import { sectionUrl, valueHelp, valueLabel, type Term } from './terms.ts';
import { shared } from './theme.ts';

/** What a field asks to be written. */
export interface FieldEdit {
  value: string | null;
  /** The value of the ext-… attribute, where there is one. */
  extension?: string | null;
}

const EXTENSION = 'ext-value';

@customElement('iodef-field')
export class FieldElement extends LitElement {
  @property({ attribute: false }) editor!: Editor;
  @property({ attribute: false }) term!: Term;
  @property({ attribute: false }) value: string | null = null;
  @property({ attribute: false }) type: ValueType = 'string';
  @property({ attribute: false }) values: string[] = [];
  @property({ attribute: false }) enumeration: string | null = null;
  @property({ attribute: false }) extension: string | null = null;
  @property({ attribute: false }) extensionValue: string | null = null;
  @property({ attribute: false }) fallback: string | null = null;
  @property({ attribute: false }) diagnostics: Diagnostic[] = [];
  @property({ type: Boolean }) required = false;
  @property({ type: Boolean }) multiline = false;
  @property({ type: Boolean }) locked = false;
  @property({ type: Boolean, attribute: 'hide-label' }) hideLabel = false;
  /** What was typed and is not yet in `value`. */
  @state() private draft: string | undefined;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles = [shared, css`
    :host { display: block; min-inline-size: 0; isolation: isolate; }
    .label { display: flex; align-items: baseline; gap: 0.375rem; margin-block-end: 0.1875rem; }
    label { font-weight: 600; font-size: 0.8125rem; }
    .required { color: var(--ew-error); font-weight: 700; }
    .definition { display: flex; align-items: baseline; gap: 0.375rem; }
    .section { flex: none; font-size: 0.75rem; line-height: 1.5rem; min-inline-size: 1.5rem; color: var(--ew-muted); text-decoration: none; padding-inline: 0.25rem; margin-inline-start: auto; }
    .section:hover, .section:focus-visible { text-decoration: underline; color: var(--ew-accent); }
    .help { color: var(--ew-muted); font-size: 0.8125rem; line-height: 1.35; margin-block-start: 0.1875rem; }
    .row { display: flex; gap: 0.375rem; }
    .row > :first-child { flex: 1; min-inline-size: 0; }
    .row button { flex: none; font-size: 0.8125rem; }
    .extension { margin-block-start: 0.375rem; }
    .problem { display: flex; gap: 0.375rem; font-size: 0.8125rem; line-height: 1.35; margin-block-start: 0.25rem; color: var(--ew-error); }
    .problem.warning { color: var(--ew-warning); }
    .problem.info { color: var(--ew-muted); }
    .problem::before { content: ''; flex: none; inline-size: 0.5rem; block-size: 0.5rem; margin-block-start: 0.3125rem; border-radius: 50%; background: currentColor; }
    input, select { text-overflow: ellipsis; }
    textarea { field-sizing: content; max-block-size: 24rem; }
    .technical { font-family: var(--ew-mono); font-size: 0.875rem; }
  `];

  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // The link is no stop of the Tab key, which would double the way through a form.
    this.addEventListener('keydown', this.#key);
    // Undo and another document bring values that what was typed must not hide.
    this.#stop = this.editor?.on('reverted', () => { this.draft = undefined; });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#key);
    this.#stop?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('value') && this.draft === (this.value ?? '')) this.draft = undefined;
  }

  #key = (event: KeyboardEvent): void => {
    const link = matches(event, 'F1') ? this.renderRoot.querySelector<HTMLAnchorElement>('.section') : null;
    if (!link) return;
    event.preventDefault();
    link.focus();
  };

  get #shown(): string {
    return this.draft ?? this.value ?? '';
  }

  #t(id: string, args?: Record<string, string>): string {
    return this.editor.l10n.text(id, args);
  }

  protected override render(): TemplateResult {
    const { term } = this;
    const described = ['help', 'hint', 'meaning', ...this.diagnostics.map((_, index) => `problem-${index}`)].join(' ');
    return html`
      <div class="label">
        <label for="control" class=${this.hideLabel ? 'visually-hidden' : ''}>${term.label}</label>
        ${this.required && !this.hideLabel
          ? html`<span class="required" title=${this.#t('field-required')} aria-hidden="true">*</span>` : nothing}
        ${this.locked && !this.editor.options.readonly && this.editor.state.parsed
          ? html`<span class="muted" title=${this.#t('field-locked')}>${icon('lock')}<span class="visually-hidden">${this.#t('field-locked')}</span></span>` : nothing}
      </div>
      ${this.#control(described)}
      ${this.#hint()}
      ${this.#meaning()}
      ${term.help ? html`<div class="definition ${this.hideLabel ? 'visually-hidden' : ''}">
        <div id="help" part="help" class="help" lang=${term.helpLocale ?? nothing} dir=${term.helpDirection ?? nothing}>${term.help}</div>
        ${term.section && !this.hideLabel
          ? html`<a class="section" href=${sectionUrl(term.section)} target="_blank" rel="noreferrer noopener"
              tabindex="-1" aria-label=${this.#t('field-section-name', { section: term.section })}>§ <bdi>${term.section}</bdi></a>` : nothing}
      </div>` : nothing}
      ${this.diagnostics.map((each, index) => html`
        <div class="problem ${each.severity}" id="problem-${index}">
          <span><span class="visually-hidden">${this.#t(`severity-${each.severity}`)}: </span>${this.editor.message(each)}</span>
        </div>`)}
    `;
  }

  #control(described: string): TemplateResult {
    const invalid = this.diagnostics.some((each) => each.severity === 'error') ? 'true' : 'false';
    if (this.values.length > 0 || this.type === 'boolean') return this.#select(described, invalid);
    const placeholder = this.fallback !== null ? this.#t('field-default', { value: this.fallback }) : '';
    if (this.multiline) {
      return html`<textarea id="control" part="control" aria-describedby=${described} aria-invalid=${invalid} rows="2"
        aria-required=${this.required ? 'true' : 'false'} dir="auto" ?readonly=${this.locked} .value=${live(this.#shown)}
        placeholder=${placeholder} @input=${this.#typed} @change=${this.#left}></textarea>`;
    }
    const input = html`<input id="control" part="control" aria-describedby=${described} aria-invalid=${invalid}
      aria-required=${this.required ? 'true' : 'false'} autocomplete="off" spellcheck="false"
      class=${this.type === 'string' ? '' : 'technical'} dir=${this.type === 'string' ? 'auto' : 'ltr'}
      inputmode=${this.type === 'integer' ? 'numeric' : this.type === 'uri' ? 'url' : 'text'}
      placeholder=${this.type === 'date_time' ? `2026-11-25T14:05:00${localOffset()}` : placeholder}
      ?readonly=${this.locked} .value=${live(this.#shown)} @input=${this.#typed} @change=${this.#left} />`;
    if (this.type !== 'date_time' || this.locked) return input;
    return html`<div class="row">${input}
      <button type="button" @click=${() => this.#write(nowWithOffset())}
        aria-label=${this.#t('field-now-name', { field: this.term.label })}>${this.#t('field-now')}</button></div>`;
  }

  #select(described: string, invalid: string): TemplateResult {
    const listed = this.type === 'boolean' && this.values.length === 0 ? ['true', 'false'] : this.values;
    const shown = this.#shown;
    const known = shown === '' || listed.includes(shown);
    const empty = this.fallback !== null
      ? this.#t('field-default', { value: valueLabel(this.editor.l10n, this.enumeration ?? undefined, this.fallback) })
      : this.#t('field-choose');
    return html`
      <select id="control" part="control" aria-describedby=${described} aria-invalid=${invalid}
        aria-required=${this.required ? 'true' : 'false'} ?disabled=${this.locked} @change=${this.#chosen}>
        <option value="" ?selected=${shown === ''}>${empty}</option>
        ${known ? nothing : html`<option value=${shown} selected>${shown}</option>`}
        ${listed.filter((value) => value !== EXTENSION || this.extension).map((value) => html`
          <option value=${value} ?selected=${value === shown}>${value === EXTENSION
            ? this.#t('field-other-value') : valueLabel(this.editor.l10n, this.enumeration ?? undefined, value)}</option>`)}
      </select>
      ${this.extension && (shown === EXTENSION || this.extensionValue !== null) ? html`
        <input class="extension" aria-label=${this.#t('field-other-name', { field: this.term.label })} autocomplete="off"
          aria-describedby="similar" placeholder=${this.#t('field-other-placeholder')} ?readonly=${this.locked}
          .value=${live(this.extensionValue ?? '')} @input=${this.#extensionTyped} />
        ${this.#similar()}` : nothing}
    `;
  }

  /** A listed value that the free one resembles is better than a new one (RFC 3067 section 6.2). */
  #similar(): TemplateResult | typeof nothing {
    const typed = (this.extensionValue ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
    if (typed.length < 3) return nothing;
    const plain = (value: string) => value.toLowerCase().replace(/[^a-z0-9]/g, '');
    const match = this.values.find((value) => value !== EXTENSION
      && (plain(value) === typed || plain(value).includes(typed) || typed.includes(plain(value))));
    if (!match) return nothing;
    const label = valueLabel(this.editor.l10n, this.enumeration ?? undefined, match);
    return html`<div class="help" id="similar">${this.#t('field-similar', { value: label })}
      <button type="button" class="quiet" @click=${() => this.#emit({ value: match, extension: null })}>
        ${this.#t('field-use', { value: label })}</button></div>`;
  }

  /** What the chosen value means, where its word does not say it. */
  #meaning(): TemplateResult | typeof nothing {
    if (this.values.length === 0 || this.#shown === EXTENSION) return nothing;
    const { l10n } = this.editor;
    const help = valueHelp(l10n, this.enumeration ?? undefined, this.#shown || (this.fallback ?? ''));
    if (!help) return nothing;
    const other = help.locale !== l10n.locale;
    return html`<div id="meaning" class="help" lang=${other ? help.locale : nothing} dir=${other ? help.direction : nothing}>${help.text}</div>`;
  }

  #hint(): TemplateResult | typeof nothing {
    if (this.type !== 'date_time' || this.#shown === '') return nothing;
    const hint = dateTimeHint(this.#shown, this.editor.l10n.locale);
    if (!hint) return nothing;
    if (hint.zoned) return html`<div id="hint" class="help">${hint.text}</div>`;
    return html`<div id="hint" class="help">${this.#t('field-no-zone')}
      <button type="button" class="quiet" ?disabled=${this.locked}
        @click=${() => this.#write(this.#shown + localOffset(this.#shown))}>
        ${this.#t('field-add-zone', { zone: localOffset(this.#shown) })}</button></div>`;
  }

  #typed(event: Event): void {
    this.#write((event.target as HTMLInputElement).value);
  }

  #write(value: string): void {
    this.draft = value;
    this.#emit({ value });
  }

  #left(): void {
    this.dispatchEvent(new CustomEvent('leave', { bubbles: true, composed: true }));
  }

  #chosen(event: Event): void {
    const value = (event.target as HTMLSelectElement).value;
    this.#emit({
      value: value === '' ? null : value,
      ...(this.extension ? { extension: value === EXTENSION ? (this.extensionValue ?? '') : null } : {}),
    });
  }

  #extensionTyped(event: Event): void {
    this.#emit({ value: EXTENSION, extension: (event.target as HTMLInputElement).value });
  }

  #emit(detail: FieldEdit): void {
    this.dispatchEvent(new CustomEvent<FieldEdit>('edit', { detail }));
  }
}
