// Merging reports into the open one: what they contradict each other about is shown before it is done.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Merged } from '../../session/protocol.ts';
import type { Session } from '../../session/session.ts';
import type { ReadFiles } from '../many/files.ts';
import { lossTable } from './loss-panel.ts';
import { ManyPanel } from './many-panel.ts';
import { panelStyles } from './panel.ts';

/** The merged document, or a place to look at first. */
export type MergeResult = { text: string; documents: number } | { xpath: string };

@customElement('iodef-merge')
export class MergePanel extends ManyPanel<MergeResult> {
  /** The open document. */
  base!: Uint8Array<ArrayBuffer>;
  @state() private names: string[] = [];
  @state() private merged: Merged | undefined;

  static override styles = panelStyles;

  protected async work(session: Session, { names, documents }: ReadFiles): Promise<void> {
    this.merged = undefined;
    if (documents.length === 0) return;
    this.merged = await session.call('merge', [[this.base, ...documents]], { progress: this.progress });
    this.names = [this.editor.fileName, ...names];
  }

  protected override render(): TemplateResult {
    const { merged } = this;
    return html`<h2>${this.t('merge-title')}</h2><p>${this.t('merge-help')}</p>
      ${this.choice(this.t('many-choose'))}
      ${merged ? this.#found(merged) : nothing}
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${!merged} @click=${() => this.#merge()}>${this.t('merge-do')}</button>`)}`;
  }

  #merge(): void {
    if (this.merged) this.close({ text: this.merged.text, documents: this.names.length - 1 });
  }

  #found({ conflicts, omitted, report, sources }: Merged): TemplateResult {
    const lost = sources.map((source, index) => ({ ...source, name: this.names[index] ?? '' })).filter((source) => source.report.steps.length > 0);
    return html`<p role="status">${this.t('merge-conflicts', { conflicts: conflicts.length + omitted, documents: this.names.length - 1 })}</p>
      ${conflicts.length === 0 ? nothing : html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('merge-conflicts-list')}><table>
        <thead><tr><th scope="col">${this.t('changes-place')}</th><th scope="col">${this.t('merge-kept')}</th><th scope="col">${this.t('merge-other')}</th><th scope="col">${this.t('merge-file')}</th></tr></thead>
        <tbody>${conflicts.map((each) => html`<tr>
          <td><button type="button" class="quiet" @click=${() => this.close({ xpath: each.xpath })}><code dir="ltr">${each.xpath}</code></button></td>
          <td><bdi>${each.kept}</bdi></td><td><bdi>${each.other}</bdi></td><td><bdi>${this.names[each.document] ?? ''}</bdi></td></tr>`)}</tbody></table></div>`}
      ${omitted > 0 ? html`<p class="note">${this.t('changes-omitted', { count: omitted })}</p>` : nothing}
      ${report.steps.length === 0 ? nothing : html`<h3>${this.t('merge-changed-parts')}</h3>${lossTable(this, report)}`}
      ${lost.map(({ name, report: of }) => html`<h3>${this.t('merge-converted', { name })}</h3>${lossTable(this, of)}`)}`;
  }
}
