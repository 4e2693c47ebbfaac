// Encrypting the file for the holders of OpenPGP keys.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { download } from '../export/files.ts';
import { chooseFile } from '../import/choose.ts';
import { MAX_RECIPIENTS } from '../openpgp/cost.ts';
import { encryptFor, MAX_KEYS_LENGTH, OpenPgpError, readRecipients, type Recipient } from '../openpgp/openpgp.ts';
import { Panel, panelStyles } from './panel.ts';

/** In groups of four digits, as other programs show it. */
const grouped = (fingerprint: string): string => fingerprint.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');

@customElement('iodef-encrypt')
export class EncryptPanel extends Panel<true> {
  @state() private recipients: readonly Recipient[] = [];
  @state() private problem = '';
  @state() private busy = false;

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    return html`<h2>${this.t('encrypt-title')}</h2><p>${this.t('encrypt-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <h3>${this.t('encrypt-recipients')}</h3>
      ${this.recipients.length === 0 ? html`<p class="hint">${this.t('encrypt-nobody')}</p>` : html`<ul>${this.recipients.map(({ names, fingerprint }, index) => html`<li>
        <bdi>${names.join(', ')}</bdi> <span class="mono" dir="ltr">${grouped(fingerprint)}</span>
        <button type="button" class="quiet danger" @click=${() => { this.recipients = this.recipients.filter((_, at) => at !== index); }}>${this.t('encrypt-remove', { name: names[0] ?? fingerprint })}</button></li>`)}</ul>
        <p class="note">${this.t('encrypt-compare')}</p>`}
      <div class="stack">
        <div><button type="button" @click=${() => void this.#choose()}>${this.t('encrypt-choose')}</button></div>
        ${this.field('public-keys', this.t('encrypt-paste'), html`<textarea id="public-keys" class="mono" dir="ltr" rows="4" spellcheck="false"
          @input=${(event: Event) => { void this.#paste(event.target as HTMLTextAreaElement); }}></textarea>`)}
      </div>
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${this.recipients.length === 0 || this.busy} @click=${() => void this.#encrypt()}>${this.t('encrypt-do')}</button>`)}`;
  }

  async #choose(): Promise<void> {
    const file = await chooseFile('.asc,.gpg,.pgp,.key,.pub');
    if (!file) return;
    await this.#add(async () => {
      if (file.size > MAX_KEYS_LENGTH) throw new OpenPgpError('too-large');
      return new Uint8Array(await file.arrayBuffer());
    });
  }

  async #paste(area: HTMLTextAreaElement): Promise<void> {
    if (!area.value.includes('-----END PGP')) return;
    await this.#add(() => Promise.resolve(area.value));
    if (this.problem === '') area.value = '';
  }

  async #add(source: () => Promise<Uint8Array | string>): Promise<void> {
    try {
      const found = await readRecipients(await source());
      const fresh = found.filter((each) => !this.recipients.some(({ fingerprint }) => fingerprint === each.fingerprint));
      if (this.recipients.length + fresh.length > MAX_RECIPIENTS) throw new OpenPgpError('too-many');
      this.recipients = [...this.recipients, ...fresh];
      this.problem = '';
    } catch (error) {
      this.problem = this.reason(error, 'openpgp-fault');
    }
  }

  async #encrypt(): Promise<void> {
    this.busy = true;
    try {
      const octets = await this.editor.session.call('bytes', []);
      download(await encryptFor(octets, this.recipients), 'application/pgp-encrypted', `${this.editor.fileName}.asc`);
      this.close(true);
    } catch (error) {
      this.problem = this.reason(error, 'openpgp-fault');
    } finally {
      this.busy = false;
    }
  }
}
