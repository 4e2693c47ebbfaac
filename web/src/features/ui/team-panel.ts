// The team profile: what every document of the team begins with.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { download } from '../export/files.ts';
import {
  CONTACT_ROLES, EMPTY_PROFILE, formatProfile, MAX_PROFILE_LENGTH, parseProfile, ProfileError, profileFaults, RESTRICTIONS, type TeamContact, type TeamProfile,
} from '../team/profile.ts';
import { Panel, panelStyles } from './panel.ts';

const NEW_CONTACT: TeamContact = { role: 'irt', type: 'organization', name: '', emails: [], telephones: [], address: [] };

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

@customElement('iodef-team')
export class TeamPanel extends Panel<TeamProfile> {
  @state() profile: TeamProfile = EMPTY_PROFILE;
  @state() private checked = false;
  @state() private problem = '';

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    const { profile } = this;
    return html`<h2>${this.t('team-title')}</h2><p>${this.t('team-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <form novalidate @submit=${(event: Event) => { event.preventDefault(); this.#save(); }}>
        <div class="pair">
          ${this.#text('fqdn', profile.fqdn, (fqdn) => ({ fqdn }), { ltr: true })}
          ${this.#text('idPattern', profile.idPattern, (idPattern) => ({ idPattern }), { ltr: true })}
          ${this.#text('language', profile.language, (language) => ({ language }), { ltr: true })}
          ${this.field('team-restriction', this.t('team-restriction'), html`<select id="team-restriction" @change=${(event: Event) =>
            this.#set({ restriction: (event.target as HTMLSelectElement).value as TeamProfile['restriction'] })}>
            ${RESTRICTIONS.map((each) => html`<option value=${each} ?selected=${each === profile.restriction}>${this.t(`level-mark-${each}`)}</option>`)}</select>`)}
        </div>
        ${this.#text('constituency', profile.constituency, (constituency) => ({ constituency }))}
        ${profile.contacts.map((each, index) => this.#contact(each, index))}
        <div><button type="button" @click=${() => this.#set({ contacts: [...profile.contacts, NEW_CONTACT] })}>${this.t('team-add-contact')}</button></div>
        ${this.#text('signingKey', profile.signingKey, (signingKey) => ({ signingKey }), { ltr: true })}
        ${this.#text('endpoint', profile.endpoint, (endpoint) => ({ endpoint }), { ltr: true })}
        <div class="buttons">
          <button type="button" @click=${() => void this.#import()}>${this.t('team-import')}</button>
          <button type="button" @click=${() => download(formatProfile(this.profile), 'application/json', 'team.json')}>${this.t('team-export')}</button>
          <button type="button" @click=${() => this.close()}>${this.t('dialog-cancel')}</button>
          <button type="submit" class="primary">${this.t('team-save')}</button>
        </div>
      </form>`;
  }

  #fault(field: string): string | undefined {
    const fault = this.checked ? profileFaults(this.profile).find((each) => each.field === field) : undefined;
    return fault && this.t(fault.id);
  }

  #text(name: 'fqdn' | 'idPattern' | 'language' | 'constituency' | 'signingKey' | 'endpoint', value: string, change: (value: string) => Partial<TeamProfile>, options: { ltr?: boolean } = {}): TemplateResult {
    const id = `team-${name}`;
    const fault = this.#fault(name);
    return this.field(id, this.t(id), html`<input id=${id} .value=${value} dir=${options.ltr ? 'ltr' : 'auto'} autocomplete="off" spellcheck="false"
      aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${id}-hint ${id}-fault"
      @input=${(event: Event) => this.#set(change((event.target as HTMLInputElement).value.trim()))} />`, { fault, hint: this.editor.l10n.find(`${id}-hint`)?.text });
  }

  #contact(contact: TeamContact, index: number): TemplateResult {
    const set = (change: Partial<TeamContact>): void => this.#set({ contacts: this.profile.contacts.map((each, at) => (at === index ? { ...each, ...change } : each)) });
    const id = (name: string): string => `team-contact-${index}-${name}`;
    const several = (name: 'emails' | 'telephones' | 'address'): TemplateResult => {
      const fault = name === 'address' ? undefined : this.#fault(`contacts.${index}.${name}`);
      return this.field(id(name), this.t(`team-contact-${name}`), html`<textarea id=${id(name)} rows="2" .value=${contact[name].join('\n')}
        aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${id(name)}-fault"
        @change=${(event: Event) => set({ [name]: lines((event.target as HTMLTextAreaElement).value) })}></textarea>`, { fault });
    };
    const fault = this.#fault(`contacts.${index}.name`);
    return html`<fieldset><legend>${this.t('team-contact', { number: index + 1 })}</legend><div class="stack">
      <div class="pair">
        ${this.field(id('name'), this.t('team-contact-name'), html`<input id=${id('name')} dir="auto" .value=${contact.name} aria-invalid=${fault ? 'true' : 'false'}
          aria-describedby="${id('name')}-fault" @input=${(event: Event) => set({ name: (event.target as HTMLInputElement).value })} />`, { fault })}
        ${this.field(id('role'), this.t('team-contact-role'), html`<select id=${id('role')} @change=${(event: Event) => set({ role: (event.target as HTMLSelectElement).value as TeamContact['role'] })}>
          ${CONTACT_ROLES.map((each) => html`<option value=${each} ?selected=${each === contact.role}>${this.t(`contact-role-${each}`)}</option>`)}</select>`)}
        ${this.field(id('type'), this.t('team-contact-type'), html`<select id=${id('type')} @change=${(event: Event) => set({ type: (event.target as HTMLSelectElement).value as TeamContact['type'] })}>
          ${(['organization', 'person'] as const).map((each) => html`<option value=${each} ?selected=${each === contact.type}>${this.t(`contact-type-${each}`)}</option>`)}</select>`)}
      </div>
      <div class="pair">${several('emails')}${several('telephones')}${several('address')}</div>
      ${this.profile.contacts.length > 1 ? html`<div><button type="button" class="danger" @click=${() =>
        this.#set({ contacts: this.profile.contacts.filter((_, at) => at !== index) })}>${this.t('team-remove-contact', { number: index + 1 })}</button></div>` : nothing}
    </div></fieldset>`;
  }

  #set(change: Partial<TeamProfile>): void {
    this.profile = { ...this.profile, ...change };
  }

  #save(): void {
    this.checked = true;
    const faults = profileFaults(this.profile);
    const [first] = faults;
    this.problem = first?.field === 'contacts' ? this.t(first.id) : '';
    if (!first) this.close(this.profile);
    else void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  async #import(): Promise<void> {
    const { chooseFile } = await import('../import/choose.ts');
    const file = await chooseFile('application/json,.json');
    if (!file) return;
    try {
      if (file.size > MAX_PROFILE_LENGTH) throw new ProfileError('$', 'team-file-too-long');
      this.profile = parseProfile(await file.text());
      this.problem = '';
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error;
      this.problem = this.t(error.id, { path: error.path });
    }
  }
}
