// What every signature of the document says, covers and is worth.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Path } from '../../session/protocol.ts';
import type { Verification, Verified } from '../../session/keys-protocol.ts';
import { dateTimeHint } from '../../ui/date-time.ts';
import { download, fileName } from '../export/files.ts';
import { chooseFile } from '../import/choose.ts';
import { readFile } from '../import/decode.ts';
import { signable } from '../import/octets.ts';
import { shownFingerprint } from '../keys/contacts.ts';
import { bookOf, keysOf } from '../keys/current.ts';
import { foreignNames, said } from '../keys/standing.ts';
import { keyProblem } from './key-field.ts';
import { Panel, panelStyles } from './panel.ts';

/** Where the person goes from here. */
export type Verdict = { show: Path } | { pin: { sha256: string; subject: string } } | { open: string };

/** Parts that are listed of one signature. */
const MAX_COVERED = 50;

@customElement('iodef-verify')
export class VerifyPanel extends Panel<Verdict> {
  @state() verification!: Verification;
  /** Name of what was verified, where that is not the document. */
  @state() subject = '';
  /** The content of a JSON Web Signature, to be opened. */
  payload: string | undefined;
  @state() private problem = '';

  static override styles = [...panelStyles, css`
    .standing { border-radius: 6px; padding: 0.5rem 0.75rem; font-weight: 600; border: 1px solid var(--ew-line); }
    .standing.good { color: var(--ew-good); border-color: currentcolor; }
    .standing.warning { color: var(--ew-warning); background: var(--ew-warning-soft); }
    .standing.error { color: var(--ew-error); background: var(--ew-error-soft); }
    .digest { font-family: var(--ew-mono); }
    ul { margin: 0; padding: 0; list-style: none; }
    li button { justify-content: start; text-align: start; padding-inline: 0; }
  `];

  protected override render(): TemplateResult {
    const { id, args, tone } = said(this.verification);
    return html`<h2>${this.t('verify-title')}</h2>
      ${this.subject === '' ? nothing : html`<p><bdi>${this.subject}</bdi></p>`}
      <p class="standing ${tone}" role="status">${this.t(id, { ...args })}</p>
      <p class="hint">${this.t(`${id}-help`)}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${this.verification.signatures.map((each, index) => this.#signature(each, index + 1))}
      <div class="buttons">
        ${this.payload === undefined ? html`<button type="button" @click=${() => void this.#detached()}>${this.t('verify-detached')}</button>`
          : html`<button type="button" @click=${() => this.close({ open: this.payload ?? '' })}>${this.t('verify-open-payload')}</button>`}
        <button type="button" @click=${() => this.#export()}>${this.t('verify-export')}</button>
        <button type="button" class="primary" autofocus @click=${() => this.close()}>${this.t('dialog-close')}</button>
      </div>`;
  }

  #signature(each: Verified, number: number): TemplateResult {
    const { contact, subject, sha256 } = each;
    const row = (label: string, value: unknown): TemplateResult => html`<tr><th scope="row">${this.t(label)}</th><td>${value}</td></tr>`;
    const foreign = foreignNames(each, this.verification.names);
    return html`<h3>${this.t('verify-signature', { number })}</h3>
      ${foreign.length === 0 ? nothing : html`<p class="note">${this.t('verify-foreign', { domain: contact?.domain ?? '', names: foreign.join(', ') })}</p>`}
      <table><tbody>
        ${row('verify-standing', this.t(`verify-standing-${each.standing}`))}
        ${each.problem === undefined ? nothing : row('verify-problem', html`<bdi>${each.problem}</bdi>`)}
        ${contact ? row('verify-team', html`<bdi>${contact.name}</bdi>${contact.domain ? html` (<bdi dir="ltr">${contact.domain}</bdi>)` : nothing}`) : nothing}
        ${subject === null ? nothing : row(contact ? 'verify-subject' : 'verify-subject-claimed', html`<bdi>${subject}</bdi>`)}
        ${sha256 === null ? nothing : row('verify-fingerprint', html`<span class="digest" dir="ltr">${shownFingerprint(sha256)}</span>`)}
        ${each.algorithm === '' ? nothing : row('verify-algorithm', each.algorithm)}
        ${each.signed_at === null ? nothing : row('verify-signed-at', this.#time(each.signed_at))}
        ${each.time_fault ? row('verify-validity', this.t(`verify-time-${each.time_fault}`)) : each.certificate_in_time ? row('verify-validity', this.t('verify-in-time')) : nothing}
        ${each.covered.length === 0 ? nothing : row('verify-covers', this.#covered(each))}
      </tbody></table>
      ${each.standing !== 'invalid' && !contact && sha256 !== null ? html`<div class="buttons"><button type="button"
        @click=${() => this.close({ pin: { sha256, subject: subject ?? '' } })}>${this.t('verify-pin')}</button></div>` : nothing}`;
  }

  #covered({ covered, paths }: Verified): TemplateResult {
    return html`<ul>${covered.slice(0, MAX_COVERED).map((xpath, index) => {
      const path = paths[index];
      const text = xpath === '/' ? this.t('verify-whole') : html`<code dir="ltr">${xpath}</code>`;
      return html`<li>${path === null || path === undefined || xpath === '/' ? text
        : html`<button type="button" class="quiet" @click=${() => this.close({ show: path })}>${text}</button>`}</li>`;
    })}</ul>${covered.length > MAX_COVERED ? this.t('outline-more', { count: covered.length - MAX_COVERED }) : nothing}`;
  }

  #time(written: string): string {
    const hint = dateTimeHint(written, this.editor.l10n.locale);
    return hint?.zoned ? hint.text : written;
  }

  #export(): void {
    const report = { document: this.subject || this.editor.fileName, verified_at: new Date().toISOString(), ...this.verification };
    download(`${JSON.stringify(report, null, 2)}\n`, 'application/json', fileName(this.editor.state.title, 'verification.json'));
  }

  /** A signature of its own file is about octets: those of the file that was opened, or those that "Save" writes. */
  async #detached(): Promise<void> {
    const file = await chooseFile();
    if (!file) return;
    try {
      const { bytes } = await readFile(file);
      const { octets, changed } = await signable(this.editor);
      for (const each of octets) {
        this.verification = await keysOf(this.editor).verifyDetached(bytes, each, bookOf(this.editor));
        if (this.verification.standing !== 'invalid') break;
      }
      this.subject = file.name;
      this.problem = changed && this.verification.standing === 'invalid' ? this.t('verify-changed') : '';
    } catch (error) {
      this.problem = keyProblem(this.editor.l10n, error);
    }
  }
}
