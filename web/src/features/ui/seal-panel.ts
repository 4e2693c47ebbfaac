// Sealing the selected element: for whom, by their certificates.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Path } from '../../session/protocol.ts';
import type { CertificateInfo } from '../../session/keys-protocol.ts';
import { chooseFile } from '../import/choose.ts';
import { shownFingerprint } from '../keys/contacts.ts';
import { keysOf } from '../keys/current.ts';
import { readSmall } from '../keys/files.ts';
import { replaceDocument } from '../keys/sign.ts';
import { keyProblem } from './key-field.ts';
import { Panel, panelStyles } from './panel.ts';

/** As the core has it (`MAX_RECEIVERS`). */
const MAX_RECEIVERS = 32;

interface Receiver {
  readonly octets: Uint8Array;
  readonly info: CertificateInfo;
}

@customElement('iodef-seal')
export class SealPanel extends Panel<true> {
  path: Path = '';
  /** The element in words. */
  summary = '';
  @state() private receivers: readonly Receiver[] = [];
  @state() private problem = '';
  @state() private busy = false;

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    return html`<h2>${this.t('seal-title')}</h2><p>${this.t('seal-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <p><strong>${this.t('seal-element')}</strong> <bdi>${this.summary}</bdi></p>
      <h3>${this.t('seal-receivers')}</h3>
      ${this.receivers.length === 0 ? html`<p class="hint">${this.t('seal-no-receivers')}</p>` : html`<ul>${this.receivers.map(({ info }, index) => html`<li>
        <bdi>${info.subject}</bdi> <span class="mono" dir="ltr">${shownFingerprint(info.sha256)}</span>
        ${info.not_after * 1000 < Date.now() ? html`<span class="fault">${this.t('certificate-expired')}</span>` : nothing}
        <button type="button" class="quiet danger" @click=${() => { this.receivers = this.receivers.filter((_, at) => at !== index); }}>${this.t('seal-remove', { subject: info.subject })}</button></li>`)}</ul>`}
      <div><button type="button" ?disabled=${this.receivers.length >= MAX_RECEIVERS} @click=${() => void this.#add()}>${this.t('seal-add')}</button></div>
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${this.receivers.length === 0 || this.busy} @click=${() => void this.#seal()}>${this.t('seal-do')}</button>`)}`;
  }

  async #add(): Promise<void> {
    const file = await chooseFile('.pem,.crt,.cer,.der');
    if (!file) return;
    try {
      const octets = await readSmall(file);
      const info = await keysOf(this.editor).certificate(octets);
      this.problem = info.algorithm === 'RSA' ? '' : this.t('seal-not-rsa', { subject: info.subject });
      if (this.problem === '' && !this.receivers.some((each) => each.info.sha256 === info.sha256)) this.receivers = [...this.receivers, { octets, info }];
    } catch (error) {
      this.problem = keyProblem(this.editor.l10n, error);
    }
  }

  async #seal(): Promise<void> {
    this.busy = true;
    try {
      await replaceDocument(this.editor, (text) => keysOf(this.editor).seal(text, [this.path], this.receivers.map(({ octets }) => octets)));
      this.close(true);
    } catch (error) {
      this.problem = keyProblem(this.editor.l10n, error);
    } finally {
      this.busy = false;
    }
  }
}
