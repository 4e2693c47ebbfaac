// The preview for an audience: what would be removed, generalised and hidden, each with its reason and its
// place, and the file for them. It follows the document while that is edited.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Path, Redacted } from '../../session/protocol.ts';
import { Part } from '../../ui/part.ts';
import { tlpOf } from '../../ui/restriction.ts';
import { audienceOf, changesOf, countsOf, isWithheld, labelOf, LABELS, type Change, type Label } from '../audience/audience.ts';
import { copyText } from '../export/files.ts';
import { jump } from '../jump.ts';
import { documentPurpose, type Purpose } from '../purpose/purpose.ts';
import { panelStyles } from './panel.ts';

/** Edits that come faster are looked at once. */
const PAUSE_MS = 250;
/** What an audience may be given besides the document; the actions of the same names take all of it. */
const EXPORTS = { report: 'exportReport', print: 'printReport', csv: 'exportCsv', copy: 'copySummary', mail: 'mailSummary' } as const;

@customElement('iodef-audience')
export class AudienceBar extends Part {
  @state() private label: Label | undefined;
  @state() private without = true;
  @state() private internal = false;
  @state() private purpose: Purpose | undefined;
  @state() private result: Redacted | undefined;
  @state() private problem = '';
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [...panelStyles, css`
    section { padding: 0.5rem 1rem 0.75rem; }
    .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.75rem; }
    .row > label { font-weight: 600; font-size: 0.875rem; }
    select { inline-size: auto; max-inline-size: 100%; }
    section > * + * { margin-block-start: 0.5rem; }
    h2 { margin: 0; font-size: 1rem; }
    p { font-size: 0.875rem; margin-block: 0.25rem; }
    summary { cursor: pointer; min-block-size: 1.5rem; }
    .scroll { max-block-size: 12rem; margin-block-end: 0.5rem; }
    td button { text-align: start; }
    .end { margin-inline-start: auto; }
  `];

  protected override listen(): void {
    this.follow('applied', () => this.#later());
    this.follow('shown', () => this.requestUpdate());
    this.run(this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asked += 1;
    delete this.editor.policies.withheld;
    this.editor.emit('shown', null);
  }

  async #begin(): Promise<void> {
    this.purpose = await documentPurpose(this.editor).catch(() => undefined);
    this.label ??= labelOf(this.purpose?.preset);
    await this.#compute();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('select')?.focus();
  }

  #later(): void {
    this.result = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run(this.#compute()), PAUSE_MS);
  }

  async #compute(): Promise<Redacted | undefined> {
    const number = ++this.#asked;
    clearTimeout(this.#timer);
    const { editor, label } = this;
    if (label === undefined) return undefined;
    const without = this.without ? this.purpose?.preset?.without ?? [] : [];
    let result: Redacted | undefined;
    let problem = '';
    try {
      result = await editor.session.call('redact', [audienceOf(label, this.internal), [...without]]);
    } catch (error) {
      problem = (error as { code?: string }).code === 'nothing_left' ? this.t('audience-nothing-left') : (error as Error).message;
    }
    const gone = result ? changesOf(result).filter(({ what }) => what !== 'generalised') : [];
    const paths = await Promise.all(gone.map(({ xpath }) => editor.session.call('resolve', [xpath])));
    if (number !== this.#asked) return undefined;
    const withheld = new Set(paths.filter((path): path is Path => typeof path === 'string'));
    this.problem = problem;
    this.result = result;
    editor.setPolicies({ withheld: (path) => isWithheld(withheld, path) });
    if (result) editor.announce(this.#summary(result));
    return result;
  }

  #summary(result: Redacted): string {
    return this.t('audience-summary', { ...countsOf(result) });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { label, result, purpose } = this;
    // Until the purpose of the document is known there is nothing to choose from.
    if (label === undefined) return nothing;
    const without = purpose?.preset?.without ?? [];
    return html`<section role="region" aria-label=${this.t('audience-title')}>
      <div class="row">
        <h2>${this.t('audience-title')}</h2>
        <label for="label">${this.t('audience-label')}</label>
        <select id="label" aria-describedby="why" @change=${(event: Event) => this.#set({ label: (event.target as HTMLSelectElement).value as Label })}>
          ${LABELS.map((each) => html`<option value=${each} ?selected=${each === label}>${this.t(`audience-${each}`)}</option>`)}</select>
        <button type="button" class="quiet end" @click=${() => this.editor.banner('audience', null)}>${this.t('audience-end')}</button>
      </div>
      <p id="why" class="muted">${purpose?.preset ? this.t('audience-why', { purpose: this.t(`preset-${purpose.preset.id}`), label: this.t(`audience-${labelOf(purpose.preset)}`) }) : this.t('audience-why-unknown')}</p>
      <div class="row">
        ${without.length > 0 ? this.#check('without', this.without, this.t('audience-without', { names: new Intl.ListFormat(this.editor.l10n.locale).format(without) })) : nothing}
        ${this.#check('internal', this.internal, this.t('audience-internal'))}
      </div>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${result ? this.#changes(result) : nothing}
      <div class="row">
        <button type="button" ?disabled=${!result} @click=${() => void this.#see()}>${this.t('audience-see')}</button>
        <button type="button" ?disabled=${!result} @click=${() => void this.#copy()}>${this.t('audience-copy')}</button>
        <button type="button" class="primary" ?disabled=${!result} @click=${() => void this.#save()}>${this.t('audience-save')}</button>
      </div>
      <div class="row" role="group" aria-label=${this.t('audience-share')}>${Object.entries(EXPORTS).map(([id, name]) => html`
        <button type="button" ?disabled=${!result} @click=${() => void this.#export(name)}>${this.t(`action-share-${id}`)}</button>`)}</div>
    </section>`;
  }

  #check(name: 'without' | 'internal', checked: boolean, text: string): TemplateResult {
    return html`<span class="check"><input type="checkbox" id=${name} .checked=${checked}
      @change=${(event: Event) => this.#set({ [name]: (event.target as HTMLInputElement).checked })} /><label for=${name}>${text}</label></span>`;
  }

  #set(change: { label?: Label; without?: boolean; internal?: boolean }): void {
    Object.assign(this, change);
    this.run(this.#compute());
  }

  #changes(result: Redacted): TemplateResult {
    const changes = changesOf(result);
    const { removed, generalised } = countsOf(result);
    const omitted = removed + generalised - changes.length;
    if (changes.length === 0) return html`<p role="status">${this.#summary(result)}</p>`;
    return html`<details open><summary>${this.#summary(result)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${this.t('audience-list')}><table>
        <thead><tr><th scope="col">${this.t('changes-place')}</th><th scope="col">${this.t('changes-what')}</th><th scope="col">${this.t('audience-reason')}</th></tr></thead>
        <tbody>${changes.map((each) => this.#row(each))}</tbody></table></div>
      ${omitted > 0 ? html`<p class="note">${this.t('changes-omitted', { count: omitted })}</p>` : nothing}</details>`;
  }

  #row({ what, xpath, why, detail }: Change): TemplateResult {
    return html`<tr><td><button type="button" class="quiet" @click=${() => void jump(this.editor, xpath)}><code dir="ltr">${xpath}</code></button></td>
      <td>${this.t(`audience-${what}`)}${what === 'removed' ? html` <span class="badge">${tlpOf(detail).label}</span>` : nothing}</td>
      <td>${this.t(`audience-why-${why}`, { name: detail })}</td></tr>`;
  }

  /** What is given away is what the document says now. */
  async #now(): Promise<Redacted | undefined> {
    return this.result ?? await this.#compute();
  }

  async #see(): Promise<void> {
    const result = await this.#now();
    if (!result) return;
    const [{ openPanel }, { AudienceResult }] = await Promise.all([import('./panel.ts'), import('./audience-result.ts')]);
    const panel = new AudienceResult();
    panel.text = result.text;
    await openPanel(this.editor, this.t('audience-result'), panel);
  }

  async #copy(): Promise<void> {
    const result = await this.#now();
    if (!result) return;
    await copyText(result.text);
    this.editor.announce(this.t('share-copied'));
  }

  async #export(name: (typeof EXPORTS)[keyof typeof EXPORTS]): Promise<void> {
    await this.#give((exports, text) => exports[name](this.editor, text));
  }

  async #save(): Promise<void> {
    const { label } = this;
    if (label !== undefined) await this.#give((exports, text) => exports.saveRedacted(this.editor, text, label));
  }

  async #give(give: (exports: typeof import('../export/action.ts'), text: string) => Promise<void>): Promise<void> {
    const result = await this.#now();
    if (!result) return;
    try {
      await give(await import('../export/action.ts'), result.text);
    } catch (error) {
      this.problem = (error as Error).message;
    }
  }
}
