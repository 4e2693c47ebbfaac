// Signing: a key, and where the signature goes.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keysOf } from '../keys/current.ts';
import { sign, SIGNATURES, type SignatureForm } from '../keys/sign.ts';
import { namesKey } from '../keys/team-key.ts';
import { teamOf } from '../team/current.ts';
import { keyProblem } from './key-field.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-sign')
export class SignPanel extends Panel<SignatureForm> {
  @state() chosen: SignatureForm = 'enveloped';
  @state() private problem = '';
  @state() private busy = false;

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    const held = keysOf(this.editor).held('sign');
    const team = teamOf(this.editor).signingKey;
    return html`<h2>${this.t('sign-title')}</h2><p>${this.t('sign-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <div class="stack">
        <iodef-key-field .editor=${this.editor} purpose="sign" @held=${() => { this.problem = ''; this.requestUpdate(); }}></iodef-key-field>
        ${held && !namesKey(team, held) ? html`<p class="note">${this.t('sign-other-key')}</p>` : nothing}
        <fieldset><legend>${this.t('sign-how')}</legend>
          ${this.#offered().map((form) => html`<div class="check"><input type="radio" name="form" id="sign-${form}" .checked=${form === this.chosen}
            @change=${() => { this.chosen = form; }} /><label for="sign-${form}">${this.t(`sign-form-${form}`)}</label></div>`)}
        </fieldset>
      </div>
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${!held || this.busy} @click=${() => void this.#sign()}>${this.t('sign-do')}</button>`)}`;
  }

  /** Inside the document only where that may be changed. */
  #offered(): SignatureForm[] {
    return SIGNATURES.filter((form) => form !== 'enveloped' || !this.editor.options.readonly);
  }

  async #sign(): Promise<void> {
    this.busy = true;
    try {
      await sign(this.editor, this.chosen);
      this.close(this.chosen);
    } catch (error) {
      this.problem = keyProblem(this.editor.l10n, error);
    } finally {
      this.busy = false;
    }
  }
}
