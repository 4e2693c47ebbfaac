// A new document from a template: which one, for what purpose, and the answers that it asks for.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { TEMPLATES, type Question, type Template } from '../templates/catalogue.ts';
import { answerFault, type Answers } from '../templates/fill.ts';
import { preset, PRESETS, type Preset } from '../templates/presets.ts';
import { hasTeam, teamOf } from '../team/current.ts';
import { isEmail, isFqdn, type TeamProfile } from '../team/profile.ts';
import { dateTime, fromLocalInput, toLocalInput } from '../time.ts';
import { Panel, panelStyles } from './panel.ts';

export interface TemplateChoice {
  readonly template: Template;
  readonly preset: Preset;
  readonly answers: Answers;
  /** The team that the person named here, where none was set up. */
  readonly team: TeamProfile | undefined;
}

@customElement('iodef-templates')
export class TemplatePanel extends Panel<TemplateChoice> {
  @state() private chosen: Template | undefined;
  @state() private purpose: Preset['id'] = 'reporting';
  @state() private answers: Record<string, string> = {};
  @state() private checked = false;
  /** Present while no team is set up. */
  @state() private own: { fqdn: string; name: string; email: string } | undefined;

  static override styles = [...panelStyles, css`
    .choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 0.5rem; list-style: none; padding: 0; margin: 0; }
    .choices button { inline-size: 100%; block-size: 100%; display: grid; justify-content: start; align-content: start; text-align: start; padding: 0.625rem 0.75rem; }
    .choices span { color: var(--ew-muted); font-size: 0.8125rem; }
  `];

  protected override render(): TemplateResult {
    return this.chosen ? this.#questions(this.chosen) : html`<h2>${this.t('template-title')}</h2><p>${this.t('template-help')}</p>
      <ul class="choices">${TEMPLATES.map((each) => html`<li><button type="button" @click=${() => this.#choose(each)}>
        <strong>${this.t(`template-${each.id}`)}</strong><span>${this.t(`template-${each.id}-help`)}</span></button></li>`)}</ul>
      ${this.buttons()}`;
  }

  #choose(chosen: Template): void {
    const now = dateTime(new Date());
    this.answers = Object.fromEntries(chosen.questions.map(({ name, kind }) => [name, kind === 'time' ? now : kind === 'protocol' ? '6' : '']));
    this.own = hasTeam(this.editor) ? undefined : { fqdn: '', name: '', email: '' };
    this.chosen = chosen;
    this.checked = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('select')?.focus());
  }

  #questions(chosen: Template): TemplateResult {
    return html`<h2>${this.t(`template-${chosen.id}`)}</h2><p>${this.t('template-answers')}</p>
      <form novalidate @submit=${(event: Event) => { event.preventDefault(); this.#make(chosen, true); }}>
        ${this.field('template-purpose', this.t('template-purpose'), html`<select id="template-purpose" @change=${(event: Event) => {
          this.purpose = (event.target as HTMLSelectElement).value as Preset['id'];
        }}>${PRESETS.map(({ id }) => html`<option value=${id} ?selected=${id === this.purpose}>${this.t(`preset-${id}`)}</option>`)}</select>`, { hint: this.t(`preset-${this.purpose}-help`) })}
        ${this.own ? this.#team(this.own) : nothing}
        <div class="pair">${chosen.questions.map((question) => this.#question(question))}</div>
        <div class="buttons">
          <button type="button" @click=${() => { this.chosen = undefined; }}>${this.t('template-back')}</button>
          <button type="button" @click=${() => this.#make(chosen, false)}>${this.t('template-later')}</button>
          <button type="submit" class="primary">${this.t('template-make')}</button>
        </div>
      </form>`;
  }

  /** The least that a document has to say about who made it. */
  #team(own: { fqdn: string; name: string; email: string }): TemplateResult {
    const faults = this.checked ? this.#ownFaults(own) : {};
    const field = (name: keyof typeof own, label: string): TemplateResult => {
      const fault = faults[name];
      return this.field(`template-own-${name}`, this.t(label), html`<input id="template-own-${name}" dir="auto" autocomplete="off" .value=${own[name]} required
        aria-invalid=${fault ? 'true' : 'false'} aria-describedby="template-own-${name}-fault"
        @input=${(event: Event) => { this.own = { ...own, [name]: (event.target as HTMLInputElement).value.trimStart() }; }} />`, { fault: fault && this.t(fault) });
    };
    return html`<fieldset><legend>${this.t('template-own')}</legend><div class="pair">
      ${field('name', 'team-contact-name')}${field('email', 'template-own-email')}${field('fqdn', 'team-fqdn')}</div></fieldset>`;
  }

  #ownFaults({ fqdn, name, email }: { fqdn: string; name: string; email: string }): Partial<Record<'fqdn' | 'name' | 'email', string>> {
    return {
      ...(isFqdn(fqdn.trim()) ? {} : { fqdn: 'team-fault-fqdn' }),
      ...(name.trim() === '' ? { name: 'team-fault-contact-name' } : {}),
      ...(isEmail(email.trim()) ? {} : { email: 'template-fault-e-mail' }),
    };
  }

  #ownTeam(): TeamProfile | undefined {
    const { own } = this;
    if (!own) return undefined;
    const contact = { role: 'creator', type: 'organization', name: own.name.trim(), emails: own.email.trim() === '' ? [] : [own.email.trim()], telephones: [], address: [] } as const;
    return { ...teamOf(this.editor), fqdn: own.fqdn.trim(), language: this.editor.l10n.locale, contacts: [contact] };
  }

  #question(question: Question): TemplateResult {
    const { name, kind, required } = question;
    const id = `template-field-${name}`;
    const value = this.answers[name] ?? '';
    const code = this.checked ? answerFault(question, value.trim()) : undefined;
    const set = (answer: string): void => { this.answers = { ...this.answers, [name]: answer }; };
    const control = kind === 'time'
      ? html`<input id=${id} type="datetime-local" step="1" .value=${value === '' ? '' : toLocalInput(new Date(value))} aria-invalid=${code ? 'true' : 'false'}
          aria-describedby="${id}-fault" @change=${(event: Event) => set(fromLocalInput((event.target as HTMLInputElement).value) ?? '')} />`
      : html`<input id=${id} .value=${value} dir=${kind === 'text' ? 'auto' : 'ltr'} autocomplete="off" spellcheck=${kind === 'text' ? 'true' : 'false'} ?required=${required}
          aria-invalid=${code ? 'true' : 'false'} aria-describedby="${id}-hint ${id}-fault" @input=${(event: Event) => set((event.target as HTMLInputElement).value)} />`;
    const label = required ? this.t(id) : this.t('template-optional', { label: this.t(id) });
    return this.field(id, label, control, { fault: code && this.t(code), hint: kind === 'time' ? value.slice(-6) : undefined });
  }

  /** Without the answers the document says itself what it lacks. */
  #make(chosen: Template, check: boolean): void {
    const faulty = chosen.questions.filter((question) => answerFault(question, (this.answers[question.name] ?? '').trim()) !== undefined);
    if (check && faulty.length + Object.keys(this.own ? this.#ownFaults(this.own) : {}).length > 0) {
      this.checked = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const wrong = new Set(faulty.map(({ name }) => name));
    const answers = Object.fromEntries(Object.entries(this.answers).map(([name, answer]) => [name, wrong.has(name) ? '' : answer.trim()]));
    const purpose = preset(this.purpose);
    if (purpose) this.close({ template: chosen, preset: purpose, answers, team: this.#ownTeam() });
  }
}
