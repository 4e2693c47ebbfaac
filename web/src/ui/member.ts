// The elements of one name in a form: lines for leaves, cards for the others; long lists in windows.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { numberText } from '../editor/intl.ts';
import { repeat } from 'lit/directives/repeat.js';
import { faultText } from '../editor/faults.ts';
import type { Place } from '../editor/places.ts';
import type { FormMember, Present } from '../session/protocol.ts';
import { icon } from './icons.ts';
import { Part } from './part.ts';
import { classTerm, summaryText } from './terms.ts';
import { shared } from './theme.ts';
import { insertClass } from './insert.ts';
import './leaf.ts';

/** Elements that are shown at once. */
const WINDOW = 25;

@customElement('iodef-member')
export class MemberList extends Part {
  /** The element that they are in. */
  @property({ attribute: false }) within!: Place;
  @property({ attribute: false }) member!: FormMember;
  /** The classes from the root element to the parent. */
  @property({ attribute: false }) chain: string[] = [];
  @state() private first = 0;
  @state() private shown: Present[] = [];
  #asked = 0;
  /** The elements of `shown`. */
  #places: Place[] = [];
  /** The element that is made by what is typed first. */
  #coming: Place | undefined;
  #answer: Present[] | undefined;
  #focused: HTMLElement | undefined;

  static override styles = [shared, css`
    :host { display: contents; }
    .group { isolation: isolate; display: grid; gap: 0.5rem; grid-template-columns: minmax(0, 1fr); min-inline-size: 0; }
    .card { border: 1px solid var(--ew-line); border-radius: var(--ew-radius); background: var(--ew-surface); min-inline-size: 0; }
    .card.open { border-color: var(--ew-control-line); }
    .card > .body { padding: 0.25rem 0.875rem 0.875rem; }
    .head { display: flex; align-items: center; gap: 0.25rem; padding: 0.25rem; min-inline-size: 0; }
    .fold { flex: 1; min-inline-size: 0; justify-content: flex-start; text-align: start; padding-inline: 0.375rem; }
    .fold svg { transition: transform 0.12s; }
    :host(:dir(rtl)) .fold svg { transform: scaleX(-1); }
    .fold[aria-expanded='true'] svg { transform: rotate(90deg); }
    .name { font-weight: 600; flex: none; }
    .summary { color: var(--ew-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; }
    .tools { display: flex; flex: none; }
    .tools button { min-inline-size: 1.75rem; padding: 0.125rem 0.25rem; color: var(--ew-muted); }
    .pages { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; font-size: 0.8125rem; color: var(--ew-muted); }
    .another { justify-self: start; font-size: 0.8125rem; color: var(--ew-accent); }
    .missing { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem; padding: 0.5rem 0.75rem; border: 1px dashed var(--ew-control-line); border-radius: var(--ew-radius); }
    @container (max-width: 30rem) { .summary { display: none; } }
  `];

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('member')) {
      if (this.first >= this.member.count) this.first = Math.max(0, this.member.count - WINDOW);
      // Drawn again with the same answer, its paths may be old ones.
      if (this.member.present !== this.#answer) {
        this.#answer = this.member.present;
        if (this.first === 0) this.#show(this.member.present.slice(0, WINDOW));
        else this.run(this.#window(this.first));
      }
    }
    if (changed.has('within') || (changed.get('member') as FormMember | undefined)?.name !== this.member.name) this.#coming = undefined;
    this.#focused = deepFocus(this.renderRoot as ShadowRoot);
  }

  /** Elements that change places take their nodes with them, and those the focus from the page. */
  protected override updated(): void {
    if (this.#focused?.isConnected && deepFocus(this.renderRoot as ShadowRoot) === undefined) this.#focused.focus();
    this.#focused = undefined;
  }

  /** The paths of an answer are right when it comes; from there on the elements are followed. */
  #show(shown: Present[]): void {
    this.shown = shown;
    this.#places = shown.map(({ path }) => this.editor.places.at(path));
  }

  async #window(first: number): Promise<void> {
    const number = ++this.#asked;
    const parent = this.within.path;
    if (parent === undefined) return;
    const shown = await this.editor.session.call('members', [parent, this.member.name, first, WINDOW]);
    if (number !== this.#asked) return;
    this.first = first;
    this.#show(shown);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { member } = this;
    const term = classTerm(this.editor.l10n, member.name);
    if (member.leaf) return this.#leaves(term.label);
    if (member.count === 0) return this.#missing(term.label);
    return html`<div class="group" role="group" aria-label=${term.label}>
      ${repeat(this.shown, (_, index) => this.#places[index], (present, index) => this.#card(present, index, term.label))}
      ${this.#pages()}
      ${this.#another(term.label)}
    </div>`;
  }

  #leaves(label: string): TemplateResult | typeof nothing {
    const { member } = this;
    const locked = this.#locked;
    const level = this.editor.level;
    const wanted = member.level === 'mandatory' || (level !== 'mandatory' && member.level === 'recommended');
    // What only some receivers take is not begun by typing: the adder asks for whom it is.
    const ghost = member.count === 0 && wanted && member.can_add && !locked && member.only.length === 0;
    if (member.count === 0 && !ghost) return nothing;
    if (ghost) this.#coming ??= this.editor.places.coming();
    const lines: { present?: Present; place: Place }[] = ghost && this.#coming ? [{ place: this.#coming }]
      : this.shown.map((present, index) => ({ present, place: this.#places[index] ?? this.editor.places.at(present.path) }));
    return html`<div class="group">
      ${repeat(lines, ({ place }) => place, ({ present, place }, index) => html`<iodef-leaf .editor=${this.editor} .within=${this.within} .member=${member}
        .present=${present} .place=${place} .position=${this.first + index} .chain=${[...this.chain, member.name]}></iodef-leaf>`)}
      ${this.#pages()}
      ${ghost ? nothing : this.#another(label)}
    </div>`;
  }

  #missing(label: string): TemplateResult | typeof nothing {
    // What may be added and is not mandatory stands together below the members.
    if (this.member.level !== 'mandatory' || this.#locked || !this.member.can_add) return nothing;
    return html`<div class="missing"><span><strong>${label}</strong> <span class="muted">${this.t('member-required')}</span></span>
      <button type="button" @click=${() => this.#add()}>${icon('add')}${this.t('member-add', { name: label })}</button></div>`;
  }

  #card(present: Present, index: number, label: string): TemplateResult {
    const place = this.#places[index] ?? this.editor.places.at(present.path);
    const open = place.path !== undefined && this.editor.openPaths.has(place.path);
    const position = this.first + index;
    const name = this.member.count > 1 ? `${label} ${numberText(position + 1, this.editor.l10n.locale)}` : label;
    return html`<section class="card ${open ? 'open' : ''}" aria-label=${name}>
      <div class="head">
        <button type="button" class="quiet fold" aria-expanded=${open ? 'true' : 'false'} @click=${() => this.#fold(place)}>
          ${icon('expand')}<span class="name">${name}</span><span class="summary" dir="auto">${summaryText(this.editor.l10n, present.class, present.summary)}</span></button>
        ${present.errors > 0 ? html`<span class="badge error" title=${this.t('count-errors', { count: present.errors })}>${numberText(present.errors, this.editor.l10n.locale)}</span>` : nothing}
        ${present.errors === 0 && present.warnings > 0 ? html`<span class="badge warning" title=${this.t('count-warnings', { count: present.warnings })}>${numberText(present.warnings, this.editor.l10n.locale)}</span>` : nothing}
        <span class="tools">
          ${this.#locked ? nothing : html`
            ${this.member.count > 1 ? html`
              ${this.#tool('up', 'element-up', name, position === 0, () => this.#move(place, -1, name))}
              ${this.#tool('down', 'element-down', name, position === this.member.count - 1, () => this.#move(place, 1, name))}` : nothing}
            ${this.#tool('remove', 'element-remove', name, false, () => this.#remove(place, name))}`}
          ${this.#tool('open', 'element-open', name, false, () => { if (place.path !== undefined) this.editor.select(place.path, 'form'); })}
        </span>
      </div>
      ${open ? html`<div class="body"><iodef-element .editor=${this.editor} .place=${place}></iodef-element></div>` : nothing}
    </section>`;
  }

  #tool(name: 'up' | 'down' | 'remove' | 'open', label: string, of: string, disabled: boolean, run: () => void): TemplateResult {
    const text = this.t(label, { name: of });
    return html`<button type="button" class="quiet ${name === 'remove' ? 'danger' : ''}" title=${text} aria-label=${text}
      ?disabled=${disabled} @click=${run}>${icon(name)}</button>`;
  }

  #pages(): TemplateResult | typeof nothing {
    const { count } = this.member;
    if (count <= WINDOW) return nothing;
    const last = Math.min(count, this.first + WINDOW);
    return html`<nav class="pages" aria-label=${this.t('member-pages', { name: classTerm(this.editor.l10n, this.member.name).label })}>
      <button type="button" ?disabled=${this.first === 0} @click=${() => this.#window(Math.max(0, this.first - WINDOW))}>${this.t('member-previous')}</button>
      <span>${this.t('member-range', { first: this.first + 1, last, count })}</span>
      <button type="button" ?disabled=${last === count} @click=${() => this.#window(last)}>${this.t('member-next')}</button>
    </nav>`;
  }

  #another(label: string): TemplateResult | typeof nothing {
    if (this.#locked || !this.member.can_add || this.member.max === 1) return nothing;
    return html`<button type="button" class="quiet another" @click=${() => this.#add()}>${icon('add')}${this.t('member-another', { name: label })}</button>`;
  }

  get #locked(): boolean {
    return this.editor.options.readonly || !this.editor.state.parsed
      || (this.editor.policies.locked?.([...this.chain, this.member.name]) ?? false);
  }

  #add(): void {
    void insertClass(this.editor, this.within, this.member);
  }

  #fold({ path }: Place): void {
    if (path === undefined) return;
    if (!this.editor.openPaths.delete(path)) this.editor.openPaths.add(path);
    this.requestUpdate();
  }

  #move(place: Place, by: 1 | -1, name: string): void {
    void this.editor.change(place, (path) => ({ do: 'move', path, by }))
      .then(() => this.editor.announce(this.t('element-moved', { name })), (error: Error) => this.#refused(error));
  }

  #remove(place: Place, name: string): void {
    void this.editor.change(place, (path) => ({ do: 'remove', path }))
      .then(() => this.editor.announce(this.t('element-removed', { name })), (error: Error) => this.#refused(error));
  }

  #refused(error: Error): void {
    this.editor.announce(this.t('edit-refused', { reason: faultText(this.editor.l10n, error).text }));
  }
}

/** What has the focus below a root. */
function deepFocus(root: ShadowRoot): HTMLElement | undefined {
  let found = root.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement ? found : undefined;
}
