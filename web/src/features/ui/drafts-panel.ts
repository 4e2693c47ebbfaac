// The drafts of this browser: open, delete, protect by a passphrase, forget everything.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { dayText, momentText } from '../../editor/intl.ts';
import type { Keeper } from '../drafts/keeper.ts';
import { VaultError, type DraftEntry } from '../drafts/vault.ts';
import { Panel, panelStyles } from './panel.ts';

export type DraftsResult = { readonly open: string } | { readonly forget: true };

@customElement('iodef-drafts')
export class DraftsPanel extends Panel<DraftsResult> {
  keeper!: Keeper;
  /** Shown when they were left behind by a crash. */
  recovering = false;
  /** Asked for the passphrase at the beginning: then only what was left behind is of interest. */
  unlocking = false;
  /** Called when the passphrase was right. */
  unlocked: () => Promise<void> = async () => undefined;
  @state() private drafts: readonly DraftEntry[] | undefined;
  @state() private locked = false;
  @state() private problem = '';
  @state() private forgetting = false;
  @state() private passphrase = '';
  @state() private protecting = false;
  @state() private byPassphrase = true;

  static override styles = panelStyles;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.locked = !this.keeper.vault.unlocked;
      this.byPassphrase = (await this.keeper.vault.protection()) === 'passphrase';
      if (!this.locked) this.drafts = this.recovering ? await this.keeper.leftBehind() : await this.keeper.vault.list();
    } catch (error) {
      this.problem = this.reason(error, 'drafts-fault');
    }
  }

  protected override render(): TemplateResult {
    return html`<h2>${this.t(this.recovering ? 'drafts-recover-title' : 'drafts-title')}</h2>
      <p>${this.t(this.recovering ? 'drafts-recover-help' : 'drafts-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${this.locked ? this.#unlock() : this.#list()}
      ${this.locked || this.byPassphrase ? nothing : this.#protect()}
      <div class="buttons">
        ${this.forgetting
          ? html`<p class="problem" role="alert">${this.t('drafts-forget-sure')}</p>
            <button type="button" @click=${() => { this.forgetting = false; }}>${this.t('drafts-forget-no')}</button>
            <button type="button" class="danger" @click=${() => this.close({ forget: true })}>${this.t('drafts-forget-yes')}</button>`
          : html`<button type="button" class="danger" @click=${() => { this.forgetting = true; }}>${this.t('drafts-forget')}</button>`}
        <button type="button" autofocus @click=${() => this.close()}>${this.t('dialog-close')}</button>
      </div>`;
  }

  #unlock(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => { event.preventDefault(); void this.#tryPassphrase(); }}>
      ${this.field('drafts-passphrase', this.t('drafts-passphrase'), html`<input id="drafts-passphrase" type="password" autocomplete="current-password" autofocus
        .value=${this.passphrase} @input=${(event: Event) => { this.passphrase = (event.target as HTMLInputElement).value; }} />`)}
      <div><button type="submit" class="primary">${this.t('drafts-unlock')}</button></div>
    </form>`;
  }

  async #tryPassphrase(): Promise<void> {
    try {
      await this.keeper.vault.unlockWithPassphrase(this.passphrase);
      this.problem = '';
      await this.unlocked();
      if (this.unlocking) {
        this.recovering = (await this.keeper.leftBehind()).length > 0;
        if (!this.recovering) return this.close();
      }
      await this.#load();
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      this.problem = this.reason(error, 'drafts-fault');
    } finally {
      this.passphrase = '';
    }
  }

  #protect(): TemplateResult {
    if (!this.protecting) return html`<p><button type="button" @click=${() => { this.protecting = true; }}>${this.t('drafts-protect')}</button></p>`;
    return html`<form novalidate @submit=${(event: Event) => { event.preventDefault(); void this.#setPassphrase(); }}>
      ${this.field('drafts-new-passphrase', this.t('drafts-new-passphrase'), html`<input id="drafts-new-passphrase" type="password" autocomplete="new-password"
        aria-describedby="drafts-new-passphrase-hint" .value=${this.passphrase} @input=${(event: Event) => { this.passphrase = (event.target as HTMLInputElement).value; }} />`,
        { hint: this.t('drafts-new-passphrase-hint') })}
      <div><button type="submit" class="primary">${this.t('drafts-protect-now')}</button></div>
    </form>`;
  }

  async #setPassphrase(): Promise<void> {
    try {
      await this.keeper.vault.protectWithPassphrase(this.passphrase);
      this.problem = '';
      this.protecting = false;
      await this.#load();
      this.editor.announce(this.t('drafts-protected'));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      this.problem = this.reason(error, 'drafts-fault');
    } finally {
      this.passphrase = '';
    }
  }

  #list(): TemplateResult | typeof nothing {
    const { drafts } = this;
    if (!drafts) return nothing;
    if (drafts.length === 0) return html`<p>${this.t('drafts-none')}</p>`;
    const { locale } = this.editor.l10n;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.t('drafts-title')}><table>
      <thead><tr><th scope="col">${this.t('drafts-name')}</th><th scope="col">${this.t('drafts-updated')}</th><th scope="col">${this.t('drafts-expires')}</th><th scope="col">${this.t('drafts-do')}</th></tr></thead>
      <tbody>${drafts.map((draft) => draft.damaged ? this.#damaged(draft, momentText(draft.updated, locale), dayText(draft.expires, locale)) : html`<tr>
        <td><bdi>${draft.title}</bdi>${draft.unsaved ? html` <span class="badge warning">${this.t('drafts-unsaved')}</span>` : nothing}</td>
        <td>${momentText(draft.updated, locale)}</td><td>${dayText(draft.expires, locale)}</td>
        <td><button type="button" aria-label=${this.t('drafts-open-name', { name: draft.title })} @click=${() => this.close({ open: draft.id })}>${this.t('drafts-open')}</button>
          <button type="button" class="danger" aria-label=${this.t('drafts-delete-name', { name: draft.title })} @click=${() => void this.#delete(draft)}>${this.t('drafts-delete')}</button></td>
      </tr>`)}</tbody></table></div>`;
  }

  #damaged(draft: DraftEntry, updated: string, expires: string): TemplateResult {
    const name = this.t('drafts-damaged');
    return html`<tr><td>${name}</td><td>${updated}</td><td>${expires}</td>
      <td><button type="button" class="danger" aria-label=${this.t('drafts-delete-name', { name })} @click=${() => void this.#delete({ ...draft, title: name })}>${this.t('drafts-delete')}</button></td></tr>`;
  }

  async #delete({ id, title }: DraftEntry): Promise<void> {
    await this.keeper.vault.remove(id);
    this.editor.announce(this.t('drafts-deleted', { name: title }));
    await this.#load();
  }
}
