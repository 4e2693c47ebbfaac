// What a conversion could not carry over as it was, each step with its place; and the file it makes, where
// it makes one.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { LossReport } from '../../session/protocol.ts';
import { Panel, panelStyles } from './panel.ts';

/** What the person does next: save the file, or look at a place. */
export type LossResult = { save: true } | { xpath: string };

@customElement('iodef-loss')
export class LossPanel extends Panel<LossResult> {
  report!: LossReport;
  heading = '';
  help = '';
  /** Label of the button that goes on; empty for a report only. */
  action = '';

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    const { steps, omitted } = this.report;
    return html`<h2>${this.heading}</h2><p>${this.help}</p>
      ${steps.length === 0 ? html`<p role="status">${this.t('loss-none')}</p>` : html`
        <p role="status">${this.t('loss-count', { count: steps.length + omitted })}</p>${lossTable(this, this.report, (xpath) => this.close({ xpath }))}`}
      <div class="buttons"><button type="button" ?autofocus=${this.action === ''} @click=${() => this.close()}>${this.t(this.action === '' ? 'dialog-close' : 'dialog-cancel')}</button>
        ${this.action === '' ? nothing : html`<button type="button" class="primary" autofocus @click=${() => this.close({ save: true })}>${this.action}</button>`}</div>`;
  }
}

/** The steps as a table; a place of the document that is open can be shown. */
export function lossTable<R>(panel: Panel<R>, { steps, omitted }: LossReport, show?: (xpath: string) => void): TemplateResult {
  const t = (id: string, args?: Record<string, string | number>): string => panel.editor.l10n.text(id, args);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('loss-list')}><table>
    <thead><tr><th scope="col">${t('changes-place')}</th><th scope="col">${t('loss-what')}</th><th scope="col">${t('loss-original')}</th><th scope="col">${t('loss-kept')}</th></tr></thead>
    <tbody>${steps.map((step) => html`<tr>
      <td>${show && step.xpath.startsWith('/') ? html`<button type="button" class="quiet" @click=${() => show(step.xpath)}><code dir="ltr">${step.xpath}</code></button>`
        : html`<code dir="ltr">${step.xpath}</code>`}</td>
      <td>${t(`loss-${step.what.replaceAll('_', '-')}`)}</td><td><bdi>${step.original}</bdi></td>
      <td><bdi>${step.kept_as || t('loss-not-kept')}</bdi></td></tr>`)}</tbody></table></div>
    ${omitted > 0 ? html`<p class="note">${t('changes-omitted', { count: omitted })}</p>` : nothing}`;
}
