// Each incident as a document of its own, to be saved.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SplitPart } from '../../session/protocol.ts';
import { download, fileName } from '../export/files.ts';
import { lossTable } from './loss-panel.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-split')
export class SplitPanel extends Panel {
  @property({ attribute: false }) parts: SplitPart[] = [];

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    return html`<h2>${this.t('split-title')}</h2><p>${this.t('split-help', { count: this.parts.length })}</p>
      <ol>${this.parts.map((part, index) => html`<li>
        <button type="button" @click=${() => this.#save(part, index)}>${this.t('split-save', { name: this.#name(part, index) })}</button>
        ${part.report.steps.length === 0 ? nothing : lossTable(this, part.report)}</li>`)}</ol>
      <div class="buttons"><button type="button" @click=${() => this.close()}>${this.t('dialog-close')}</button></div>`;
  }

  /** Named by the number of its incident, which stands first in it. */
  #name({ text }: SplitPart, index: number): string {
    const id = /<(?:[\w.-]+:)?IncidentID\b[^>]*>([^<]{1,100})</.exec(text)?.[1]?.trim();
    return fileName(id === undefined || id === '' ? `incident ${index + 1}` : id, 'xml');
  }

  #save(part: SplitPart, index: number): void {
    const name = this.#name(part, index);
    download(part.text, 'application/xml', name);
    this.editor.announce(this.t('file-saved', { name }));
  }
}
