// A private key from a file: read into the worker of keys, shown by its fingerprint, forgotten when asked.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HeldKey, KeyPurpose } from '../../session/keys-protocol.ts';
import { Part } from '../../ui/part.ts';
import { chooseFile } from '../import/choose.ts';
import { shownFingerprint } from '../keys/contacts.ts';
import { keysOf } from '../keys/current.ts';
import { readSmall } from '../keys/files.ts';
import { panelStyles } from './panel.ts';

const KEY_FILES = '.pem,.key,.der,.p8,.pk8,.p12,.pfx';
const CERTIFICATE_FILES = '.pem,.crt,.cer,.der';

@customElement('iodef-key-field')
export class KeyField extends Part {
  @property() purpose: KeyPurpose = 'sign';
  @state() private key: File | undefined;
  @state() private certificate: File | undefined;
  @state() private problem = '';
  @state() private busy = false;

  static override styles = [...panelStyles, css`.mono { overflow-wrap: anywhere; }`];

  /** What is held now. */
  get held(): HeldKey | undefined {
    return keysOf(this.editor).held(this.purpose);
  }

  protected override render(): TemplateResult {
    return this.held ? this.#holding(this.held) : this.#asking();
  }

  #holding({ algorithm, certificate, key_sha256: sha256 }: HeldKey): TemplateResult {
    return html`<fieldset><legend>${this.t('key-held')}</legend><div class="stack">
      <table><tbody>
        ${certificate ? html`<tr><th scope="row">${this.t('key-subject')}</th><td><bdi>${certificate.subject}</bdi></td></tr>` : nothing}
        <tr><th scope="row">${this.t('key-algorithm')}</th><td>${algorithm}</td></tr>
        <tr><th scope="row">${this.t(certificate ? 'key-fingerprint' : 'key-fingerprint-key')}</th>
          <td class="mono" dir="ltr">${shownFingerprint(certificate?.sha256 ?? sha256)}</td></tr>
      </tbody></table>
      <p class="hint">${this.t('key-held-help')}</p>
      <div><button type="button" class="danger" @click=${() => this.#forget()}>${this.t('key-forget')}</button></div>
    </div></fieldset>`;
  }

  #asking(): TemplateResult {
    return html`<fieldset><legend>${this.t(`key-${this.purpose}`)}</legend><div class="stack">
      <p class="hint">${this.t(`key-${this.purpose}-help`)}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <div><button type="button" @click=${() => void this.#choose('key')}>${this.t('key-choose')}</button> ${this.#name(this.key)}</div>
      <div class="field"><label for="passphrase">${this.t('key-passphrase')}</label>
        <input id="passphrase" type="password" autocomplete="off" spellcheck="false" aria-describedby="passphrase-hint"
          @keydown=${(event: KeyboardEvent) => { if (event.key === 'Enter') void this.#read(); }} />
        <p class="hint" id="passphrase-hint">${this.t('key-passphrase-hint')}</p></div>
      ${this.purpose === 'sign' ? html`<div><button type="button" @click=${() => void this.#choose('certificate')}>${this.t('key-choose-certificate')}</button>
        ${this.#name(this.certificate)}<p class="hint">${this.t('key-certificate-hint')}</p></div>` : nothing}
      <div><button type="button" ?disabled=${!this.key || this.busy} @click=${() => void this.#read()}>${this.t('key-read')}</button></div>
    </div></fieldset>`;
  }

  #name(file: File | undefined): TemplateResult | typeof nothing {
    return file ? html`<bdi>${file.name}</bdi>` : nothing;
  }

  async #choose(what: 'key' | 'certificate'): Promise<void> {
    const file = await chooseFile(what === 'key' ? KEY_FILES : CERTIFICATE_FILES);
    if (!file) return;
    this.problem = '';
    if (what === 'key') this.key = file;
    else this.certificate = file;
  }

  async #read(): Promise<void> {
    if (!this.key || this.busy) return;
    const input = this.renderRoot.querySelector<HTMLInputElement>('#passphrase');
    this.busy = true;
    try {
      const certificate = this.certificate && await readSmall(this.certificate);
      await keysOf(this.editor).hold(this.purpose, { octets: await readSmall(this.key), passphrase: input?.value ?? '', certificate });
      this.key = this.certificate = undefined;
      this.problem = '';
      this.dispatchEvent(new CustomEvent('held'));
    } catch (error) {
      this.problem = keyProblem(this.editor.l10n, error);
    } finally {
      // The page keeps no passphrase longer than the attempt.
      if (input) input.value = '';
      this.busy = false;
      this.requestUpdate();
    }
  }

  #forget(): void {
    keysOf(this.editor).forget();
    this.editor.announce(this.t('key-forgotten'));
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('held'));
  }
}

/** What is wrong with a key, a certificate or a document, in words of the interface. */
export function keyProblem(l10n: { find(id: string): { text: string } | undefined }, error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return l10n.find(`key-fault-${code.replaceAll('_', '-')}`)?.text ?? (error instanceof Error ? error.message : String(error));
}
