// The last look before a document leaves: where it goes, what is sent, and what is still wrong with it.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { sizeText } from '../../editor/intl.ts';
import { send, SubmitError, type Finding, type Receipt, type SignedOff } from '../submit/submit.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-submit')
export class SubmitPanel extends Panel<Receipt> {
  signed!: SignedOff;
  @state() private agreed = false;
  @state() private sending = false;
  @state() private receipt: Receipt | undefined;
  @state() private problem = '';
  @state() private findings: readonly Finding[] = [];
  #abort: AbortController | undefined;

  static override styles = [...panelStyles, css`
    .digest { font-family: var(--ew-mono); }
    .scroll { max-block-size: 30vh; }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  protected override render(): TemplateResult {
    return this.receipt ? this.#done(this.receipt) : this.#ask();
  }

  #ask(): TemplateResult {
    const { signOff } = this.signed;
    const { errors } = this.editor.state;
    return html`<h2>${this.t('submit-title')}</h2><p>${this.t('submit-help')}</p>
      ${this.problem === '' ? nothing : html`<div class="problem" role="alert">${this.problem}
        ${this.findings.length === 0 ? nothing : html`<ul>${this.findings.map(({ rule, xpath, message }) => html`<li><bdi>${message || rule}</bdi> <code dir="ltr">${xpath}</code></li>`)}</ul>`}</div>`}
      ${errors > 0 ? html`<p class="note">${this.t('submit-errors', { count: errors })}</p>` : nothing}
      <table><tbody>
        <tr><th scope="row">${this.t('submit-to')}</th><td><bdi dir="ltr">${signOff.url}</bdi></td></tr>
        <tr><th scope="row">${this.t('submit-type')}</th><td dir="ltr">${signOff.contentType}</td></tr>
        <tr><th scope="row">${this.t('submit-size')}</th><td>${sizeText(signOff.size, this.editor.l10n.locale)}</td></tr>
        <tr><th scope="row">SHA-256</th><td class="digest" dir="ltr">${signOff.sha256}</td></tr>
      </tbody></table>
      <h3 id="submit-content">${this.t('submit-content')}</h3>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="submit-content"><pre dir="ltr">${signOff.text.slice(0, 200_000)}</pre></div>
      ${signOff.text.length > 200_000 ? html`<p class="note">${this.t('submit-shortened', { count: signOff.text.length })}</p>` : nothing}
      <div class="check"><input type="checkbox" id="submit-agree" .checked=${this.agreed} @change=${(event: Event) => { this.agreed = (event.target as HTMLInputElement).checked; }} />
        <label for="submit-agree">${this.t('submit-agree', { host: signOff.origin })}</label></div>
      <div class="buttons">
        <button type="button" @click=${() => this.#cancel()}>${this.t(this.sending ? 'submit-stop' : 'dialog-cancel')}</button>
        <button type="button" class="primary" ?disabled=${!this.agreed || this.sending} @click=${() => void this.#send()}>${this.t(this.sending ? 'submit-sending' : 'submit-send')}</button>
      </div>`;
  }

  #done(receipt: Receipt): TemplateResult {
    return html`<h2>${this.t('submit-done')}</h2><p role="status">${this.t('submit-status', { status: receipt.status })}</p>
      ${receipt.answer === '' ? nothing : html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('submit-answer')}><pre dir="auto">${receipt.answer}</pre></div>`}
      <div class="buttons"><button type="button" class="primary" autofocus @click=${() => this.close(receipt)}>${this.t('dialog-close')}</button></div>`;
  }

  #cancel(): void {
    if (this.sending) this.#abort?.abort();
    else this.close();
  }

  async #send(): Promise<void> {
    this.#abort = new AbortController();
    this.sending = true;
    this.problem = '';
    this.findings = [];
    try {
      this.receipt = await send(this.signed, this.#abort.signal);
    } catch (error) {
      if (!(error instanceof SubmitError)) throw error;
      this.problem = this.t(`submit-fault-${error.code}`, { status: error.status ?? 0 });
      this.findings = error.findings;
    } finally {
      this.sending = false;
    }
  }
}
