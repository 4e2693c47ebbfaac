// Opening what was sealed for the holder of a key.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keysOf } from '../keys/current.ts';
import { replaceDocument } from '../keys/sign.ts';
import { keyProblem } from './key-field.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-unseal')
export class UnsealPanel extends Panel<true> {
  @state() private problem = '';
  @state() private busy = false;

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    const held = keysOf(this.editor).held('open');
    return html`<h2>${this.t('unseal-title')}</h2><p>${this.t('unseal-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <iodef-key-field .editor=${this.editor} purpose="open" @held=${() => { this.problem = ''; this.requestUpdate(); }}></iodef-key-field>
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${!held || this.busy} @click=${() => void this.#open()}>${this.t('unseal-do')}</button>`)}`;
  }

  async #open(): Promise<void> {
    this.busy = true;
    try {
      await replaceDocument(this.editor, (text) => keysOf(this.editor).open(text));
      this.close(true);
    } catch (error) {
      this.problem = keyProblem(this.editor.l10n, error);
    } finally {
      this.busy = false;
    }
  }
}
