// Figures over many reports, for people and as a file.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { numberText } from '../../editor/intl.ts';
import type { Statistics } from '../../session/protocol.ts';
import type { Session } from '../../session/session.ts';
import { download } from '../export/files.ts';
import type { ReadFiles } from '../many/files.ts';
import { figuresCsv, figuresOf } from '../many/figures.ts';
import { ManyPanel } from './many-panel.ts';
import { panelStyles } from './panel.ts';

@customElement('iodef-statistics')
export class StatisticsPanel extends ManyPanel<void> {
  @state() private statistics: Statistics | undefined;

  static override styles = panelStyles;

  protected async work(session: Session, { names, documents }: ReadFiles): Promise<void> {
    const { statistics, refused } = await session.call('count', [documents], { progress: this.progress });
    this.refused = [...this.refused, ...refused.map(({ document, message }) => ({ name: names[document] ?? '', reason: message }))];
    this.statistics = statistics;
  }

  protected override render(): TemplateResult {
    const { statistics } = this;
    return html`<h2>${this.t('statistics-title')}</h2><p>${this.t('statistics-help')}</p>
      ${this.choice(this.t('many-choose'))}
      ${statistics ? this.#table(statistics) : nothing}
      <div class="buttons"><button type="button" @click=${() => this.close()}>${this.t('dialog-close')}</button>
        <button type="button" ?disabled=${!statistics} @click=${() => this.#save('json')}>${this.t('statistics-json')}</button>
        <button type="button" class="primary" ?disabled=${!statistics} @click=${() => this.#save('csv')}>${this.t('statistics-csv')}</button></div>`;
  }

  #table(statistics: Statistics): TemplateResult {
    const { locale } = this.editor.l10n;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('statistics-title')}><table>
      <thead><tr><th scope="col">${this.t('statistics-figure')}</th><th scope="col">${this.t('statistics-value')}</th><th scope="col">${this.t('statistics-count')}</th></tr></thead>
      <tbody>${figuresOf(statistics).map(({ name, value, count }) => html`<tr><th scope="row">${this.t(`figure-${name.replaceAll('_', '-')}`)}</th>
        <td><bdi>${value}</bdi></td><td>${numberText(count, locale)}</td></tr>`)}</tbody></table></div>`;
  }

  #save(format: 'csv' | 'json'): void {
    const { statistics } = this;
    if (!statistics) return;
    const name = `statistics.${format}`;
    if (format === 'csv') download(figuresCsv(statistics), 'text/csv;charset=utf-8', name);
    else download(`${JSON.stringify(statistics, null, 2)}\n`, 'application/json', name);
    this.editor.announce(this.t('file-saved', { name }));
  }
}
