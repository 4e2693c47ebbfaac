// The known teams: whose signatures are trusted. A fingerprint is pinned after a person has compared it.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ContactBook } from '../../session/keys-protocol.ts';
import { download } from '../export/files.ts';
import { chooseFile } from '../import/choose.ts';
import { contact, contactFaults, ContactsError, EMPTY_BOOK, formatBook, joined, MAX_BOOK_LENGTH, parseBook, shownFingerprint, type ContactFault } from '../keys/contacts.ts';
import { keysOf } from '../keys/current.ts';
import { readSmall } from '../keys/files.ts';
import { keyProblem } from './key-field.ts';
import { Panel, panelStyles } from './panel.ts';

/** A certificate or key that is to be pinned. */
export interface Pin {
  readonly sha256: string;
  readonly subject: string;
  /** Where the validity of a certificate is known. */
  readonly validity?: string;
}

@customElement('iodef-contacts')
export class ContactsPanel extends Panel<ContactBook> {
  @state() book: ContactBook = EMPTY_BOOK;
  @state() pin: Pin | undefined;
  /** True where the host allows the book to be kept. */
  kept = false;
  @state() private name = '';
  @state() private domain = '';
  @state() private compared = false;
  @state() private faults: readonly ContactFault[] = [];
  @state() private problem = '';

  static override styles = [...panelStyles, css`.digest { font-family: var(--ew-mono); overflow-wrap: anywhere; }`];

  protected override render(): TemplateResult {
    const { contacts } = this.book;
    return html`<h2>${this.t('contacts-title')}</h2><p>${this.t('contacts-help')}</p>
      ${this.kept ? nothing : html`<p class="note">${this.t('contacts-not-kept')}</p>`}
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${contacts.length === 0 ? html`<p class="hint">${this.t('contacts-none')}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('contacts-title')}><table>
        <thead><tr><th scope="col">${this.t('contacts-name')}</th><th scope="col">${this.t('contacts-domain')}</th><th scope="col">${this.t('contacts-fingerprint')}</th><td></td></tr></thead>
        <tbody>${contacts.map((each, index) => html`<tr><td><bdi>${each.name}</bdi></td><td><bdi dir="ltr">${each.domain ?? ''}</bdi></td>
          <td class="digest" dir="ltr">${shownFingerprint(each.sha256)}</td>
          <td><button type="button" class="danger" aria-label=${this.t('contacts-remove-one', { name: each.name })}
            @click=${() => { this.book = { contacts: contacts.filter((_, at) => at !== index) }; }}>${this.t('contacts-remove')}</button></td></tr>`)}</tbody></table></div>`}
      ${this.pin ? this.#pinning(this.pin) : html`<div class="buttons">
        <button type="button" @click=${() => void this.#choose()}>${this.t('contacts-add')}</button>
        <button type="button" @click=${() => void this.#import()}>${this.t('contacts-import')}</button>
        <button type="button" ?disabled=${contacts.length === 0} @click=${() => download(formatBook(this.book), 'application/json', 'known-teams.json')}>${this.t('contacts-export')}</button>
      </div>`}
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${this.pin !== undefined} @click=${() => this.close(this.book)}>${this.t('contacts-save')}</button>`)}`;
  }

  #pinning({ sha256, subject, validity }: Pin): TemplateResult {
    const fault = (name: ContactFault): string | undefined => (this.faults.includes(name) ? this.t(`contacts-fault-${name}`) : undefined);
    const row = (label: string, value: unknown): TemplateResult => html`<tr><th scope="row">${this.t(label)}</th><td>${value}</td></tr>`;
    return html`<fieldset><legend>${this.t('contacts-new')}</legend><div class="stack">
      <table><tbody>
        ${subject === '' ? nothing : row('contacts-subject', html`<bdi>${subject}</bdi>`)}
        ${row('contacts-fingerprint', html`<span class="digest" dir="ltr">${shownFingerprint(sha256)}</span>`)}
        ${validity === undefined ? nothing : row('contacts-validity', validity)}
      </tbody></table>
      ${fault('known') ?? fault('full') ?? fault('fingerprint') ? html`<p class="problem" role="alert">${fault('known') ?? fault('full') ?? fault('fingerprint')}</p>` : nothing}
      <div class="pair">
        ${this.field('contact-name', this.t('contacts-name'), html`<input id="contact-name" dir="auto" autocomplete="off" .value=${this.name} aria-invalid=${fault('name') ? 'true' : 'false'}
          aria-describedby="contact-name-fault" @input=${(event: Event) => { this.name = (event.target as HTMLInputElement).value; }} />`, { fault: fault('name') })}
        ${this.field('contact-domain', this.t('contacts-domain'), html`<input id="contact-domain" dir="ltr" autocomplete="off" spellcheck="false" .value=${this.domain} aria-invalid=${fault('domain') ? 'true' : 'false'}
          aria-describedby="contact-domain-hint contact-domain-fault" @input=${(event: Event) => { this.domain = (event.target as HTMLInputElement).value; }} />`, { fault: fault('domain'), hint: this.t('contacts-domain-hint') })}
      </div>
      <div class="check"><input type="checkbox" id="compared" .checked=${this.compared} @change=${(event: Event) => { this.compared = (event.target as HTMLInputElement).checked; }} />
        <label for="compared">${this.t('contacts-compared')}</label></div>
      <div class="buttons"><button type="button" @click=${() => this.#reset()}>${this.t('contacts-not-this')}</button>
        <button type="button" ?disabled=${!this.compared} @click=${() => this.#add(sha256)}>${this.t('contacts-trust')}</button></div>
    </div></fieldset>`;
  }

  #reset(): void {
    this.pin = undefined;
    this.name = this.domain = '';
    this.compared = false;
    this.faults = [];
  }

  #add(sha256: string): void {
    const added = contact(this.name, this.domain, sha256);
    this.faults = contactFaults(added, this.book);
    if (this.faults.length > 0) {
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    this.book = { contacts: [...this.book.contacts, added] };
    this.#reset();
  }

  async #choose(): Promise<void> {
    const file = await chooseFile('.pem,.crt,.cer,.der');
    if (!file) return;
    try {
      const info = await keysOf(this.editor).certificate(await readSmall(file));
      const date = new Intl.DateTimeFormat(this.editor.l10n.locale, { dateStyle: 'medium' });
      this.#reset();
      this.pin = { sha256: info.sha256, subject: info.subject, validity: date.formatRange(info.not_before * 1000, info.not_after * 1000) };
      this.problem = '';
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#contact-name')?.focus());
    } catch (error) {
      this.problem = keyProblem(this.editor.l10n, error);
    }
  }

  async #import(): Promise<void> {
    const file = await chooseFile('application/json,.json');
    if (!file) return;
    try {
      if (file.size > MAX_BOOK_LENGTH) throw new ContactsError('too-long');
      this.book = joined(this.book, parseBook(await file.text()));
      this.problem = '';
    } catch (error) {
      if (!(error instanceof ContactsError)) throw error;
      this.problem = this.t(`contacts-file-${error.code}`);
    }
  }
}
