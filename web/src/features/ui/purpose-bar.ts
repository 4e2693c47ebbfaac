// For what the report is, and why the form is arranged as it is: above the members of an Incident.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Form } from '../../session/protocol.ts';
import { faultText } from '../../editor/faults.ts';
import { Part } from '../../ui/part.ts';
import { valueLabel } from '../../ui/terms.ts';
import { shared } from '../../ui/theme.ts';
import { purposeOf, type Purpose } from '../purpose/purpose.ts';
import { teamOf } from '../team/current.ts';
import { PRESETS, purposeCommand } from '../templates/presets.ts';

@customElement('iodef-purpose')
export class PurposeBar extends Part {
  /** Of the Incident. */
  @property({ attribute: false }) page!: Form;

  static override styles = [shared, css`
    :host { display: block; }
    div { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--ew-line); border-radius: var(--ew-radius); background: var(--ew-raised); font-size: 0.875rem; }
    label { font-weight: 600; }
    select { inline-size: auto; }
    p { flex: 1 1 14rem; color: var(--ew-muted); font-size: 0.8125rem; }
  `];

  protected override listen(): void {
    this.follow('shown', () => this.requestUpdate());
    this.follow('state', () => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const purpose = purposeOf(this.page, this.editor.purpose);
    const { preset } = purpose;
    const locked = this.editor.options.readonly || !this.editor.state.parsed;
    return html`<div>
      <label for="purpose">${this.t('purpose-label')}</label>
      <select id="purpose" aria-describedby="why" @change=${this.#chosen}>
        ${preset ? nothing : html`<option value="" selected>${this.#label(purpose) || this.t('field-choose')}</option>`}
        ${PRESETS.map(({ id }) => html`<option value=${id} ?selected=${id === preset?.id}>${this.t(`preset-${id}`)}</option>`)}</select>
      <p id="why">${this.#why(purpose)}</p>
      ${purpose.chosen && !locked ? html`<button type="button" @click=${() => void this.#write()}>${this.t('purpose-write')}</button>` : nothing}
    </div>`;
  }

  /** What the report states, in the words of the list of purposes. */
  #label({ stated }: Purpose): string {
    return valueLabel(this.editor.l10n, 'incident-purpose-type', stated);
  }

  #why(purpose: Purpose): string {
    const { preset, chosen } = purpose;
    const stated = this.#label(purpose);
    if (!preset) return this.t('purpose-why-none');
    const help = this.t(`preset-${preset.id}-help`);
    return `${help} ${chosen ? this.t('purpose-why-chosen', { stated }) : this.t('purpose-why-stated', { stated })}`;
  }

  #chosen(event: Event): void {
    this.editor.purpose = (event.target as HTMLSelectElement).value || null;
    this.editor.emit('shown', null);
    this.editor.announce(this.#why(purposeOf(this.page, this.editor.purpose)));
  }

  async #write(): Promise<void> {
    const { preset } = purposeOf(this.page, this.editor.purpose);
    if (!preset) return;
    try {
      await this.editor.apply(purposeCommand(preset, this.page.path, teamOf(this.editor).fqdn));
      this.editor.purpose = null;
    } catch (error) {
      this.editor.announce(this.t('edit-refused', { reason: faultText(this.editor.l10n, error as Error).text }));
    }
  }
}
