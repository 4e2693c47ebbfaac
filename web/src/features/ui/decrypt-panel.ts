// Decrypting a file: by a private key and its passphrase, or by a password. Neither is kept.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { chooseFile } from '../import/choose.ts';
import { decryptWithKey, decryptWithPassword, MAX_KEYS_LENGTH, openedBy, OpenPgpError } from '../openpgp/openpgp.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-decrypt')
export class DecryptPanel extends Panel<Uint8Array> {
  octets!: Uint8Array;
  fileName = '';
  @state() private by: { key: boolean; password: boolean } | undefined;
  @state() private key: File | undefined;
  @state() private problem = '';
  @state() private busy = false;

  static override styles = panelStyles;

  override connectedCallback(): void {
    super.connectedCallback();
    void openedBy(this.octets).then((by) => { this.by = by; }, (error: unknown) => { this.problem = this.reason(error, 'openpgp-fault'); });
  }

  protected override render(): TemplateResult {
    const needsKey = this.by?.key === true;
    return html`<h2>${this.t('decrypt-title')}</h2><p><bdi>${this.fileName}</bdi></p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${this.by ? html`<form class="stack" @submit=${(event: Event) => { event.preventDefault(); void this.#decrypt(); }}>
        ${needsKey ? html`<div><button type="button" @click=${() => void this.#choose()}>${this.t('decrypt-choose')}</button> <bdi>${this.key?.name ?? ''}</bdi>
          ${this.by.password ? html`<p class="hint">${this.t('decrypt-or-password')}</p>` : nothing}</div>` : nothing}
        ${this.field('secret', this.t(needsKey ? 'decrypt-passphrase' : 'decrypt-password'), html`<input id="secret" type="password" autocomplete="off" spellcheck="false" aria-describedby="secret-hint" />`,
          { hint: this.t('decrypt-not-kept') })}
        <div class="buttons"><button type="button" @click=${() => this.close()}>${this.t('dialog-cancel')}</button>
          <button type="submit" class="primary" ?disabled=${this.busy || (needsKey && !this.by.password && !this.key)}>${this.t('decrypt-do')}</button></div>
      </form>` : this.buttons()}`;
  }

  async #choose(): Promise<void> {
    this.key = (await chooseFile('.asc,.gpg,.pgp,.key')) ?? this.key;
  }

  async #decrypt(): Promise<void> {
    const input = this.renderRoot.querySelector<HTMLInputElement>('#secret');
    const secret = input?.value ?? '';
    this.busy = true;
    this.problem = '';
    try {
      this.close(this.key ? await this.#withKey(this.key, secret) : await decryptWithPassword(this.octets, secret));
    } catch (error) {
      this.problem = this.reason(error, 'openpgp-fault');
    } finally {
      // The page keeps no passphrase longer than the attempt.
      if (input) input.value = '';
      this.busy = false;
    }
  }

  async #withKey(file: File, passphrase: string): Promise<Uint8Array> {
    if (file.size > MAX_KEYS_LENGTH) throw new OpenPgpError('too-large');
    const key = new Uint8Array(await file.arrayBuffer());
    try {
      return await decryptWithKey(this.octets, key, passphrase);
    } finally {
      key.fill(0);
    }
  }
}
