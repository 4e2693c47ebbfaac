// Reporter mode: plain questions, one at a time, and a review before anything is handed over.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { NO_ANSWERS, QUESTIONS, reporterFault, understood, type ReporterAnswers, type ReporterQuestion } from '../reporter/questions.ts';
import { dateTime, fromLocalInput, toLocalInput } from '../time.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-reporter')
export class ReporterPanel extends Panel<ReporterAnswers> {
  /** Whether there is a team that gives the report its number. */
  hasTeam = false;
  @state() private answers: ReporterAnswers = { ...NO_ANSWERS, noticed: dateTime(new Date()) };
  /** The question that is shown; one behind the last is the review. */
  @state() private at = 0;
  @state() private checked = false;

  static override styles = [...panelStyles, css`
    .progress { color: var(--ew-muted); font-size: 0.875rem; }
    progress { inline-size: 100%; block-size: 0.5rem; accent-color: var(--ew-accent); }
    .options { display: grid; gap: 0.375rem; }
    .options label { display: flex; gap: 0.625rem; align-items: center; padding: 0.5rem 0.75rem; border: 1px solid var(--ew-line); border-radius: 6px; font-weight: 400; font-size: 1rem; cursor: pointer; }
    .options input { inline-size: 1.25rem; block-size: 1.25rem; accent-color: var(--ew-accent); flex: none; }
    fieldset { border: 0; padding: 0; }
    legend, .field label.question { font-size: 1.0625rem; font-weight: 600; margin-block-end: 0.5rem; }
    dl { display: grid; gap: 0.125rem; margin: 0; }
    dt { font-weight: 600; font-size: 0.875rem; margin-block-start: 0.5rem; }
    dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .understood { display: flex; flex-wrap: wrap; gap: 0.25rem; padding: 0; margin: 0.375rem 0 0; list-style: none; }
  `];

  protected override render(): TemplateResult {
    const question = QUESTIONS[this.at];
    return question ? this.#question(question) : this.#review();
  }

  #question(question: ReporterQuestion): TemplateResult {
    const last = this.at === QUESTIONS.length - 1;
    return html`<h2>${this.t('reporter-title')}</h2>
      <p class="progress" id="reporter-progress">${this.t('reporter-progress', { number: this.at + 1, count: QUESTIONS.length })}</p>
      <progress max=${QUESTIONS.length} value=${this.at} aria-labelledby="reporter-progress"></progress>
      <form novalidate @submit=${(event: Event) => { event.preventDefault(); this.#next(question); }}>
        ${this.#control(question)}
        <div class="buttons">
          <button type="button" @click=${() => this.close()}>${this.t('dialog-cancel')}</button>
          ${this.at > 0 ? html`<button type="button" @click=${() => this.#go(this.at - 1)}>${this.t('reporter-back')}</button>` : nothing}
          <button type="submit" class="primary">${this.t(last ? 'reporter-to-review' : 'reporter-next')}</button>
        </div>
      </form>`;
  }

  #control(question: ReporterQuestion): TemplateResult {
    const { id, kind, choices } = question;
    const value = this.answers[id];
    const code = this.checked ? reporterFault(question, value, this) : undefined;
    const set = (answer: string): void => { this.answers = { ...this.answers, [id]: answer }; };
    const field = `reporter-${id}`;
    const fault = code && this.t(code);
    const described = `${field}-hint ${field}-fault`;
    const hint = this.editor.l10n.find(`${field}-hint${kind === 'e-mail' && !this.hasTeam ? '-email' : ''}`)?.text;
    if (choices) {
      return html`<fieldset aria-describedby=${described}><legend>${this.t(field)}</legend>
        <div class="options" role="radiogroup" aria-label=${this.t(field)}>${choices.map((choice, index) => html`<label>
          <input type="radio" name=${field} value=${choice} .checked=${value === choice} ?autofocus=${index === 0} @change=${() => set(choice)} />
          <span>${this.t(`${field}-${choice}`)}</span></label>`)}</div>
        ${hint ? html`<p class="hint" id="${field}-hint">${hint}</p>` : nothing}
        ${fault ? html`<p class="fault" id="${field}-fault" role="alert">${fault}</p>` : nothing}</fieldset>`;
    }
    const invalid = code ? 'true' : 'false';
    const input = (event: Event): void => set((event.target as HTMLInputElement).value);
    const control = kind === 'long-text' || kind === 'paste'
      ? html`<textarea id=${field} rows="5" dir="auto" .value=${value} aria-invalid=${invalid} aria-describedby=${described} @input=${input}></textarea>`
      : kind === 'time'
        ? html`<input id=${field} type="datetime-local" .value=${value === '' ? '' : toLocalInput(new Date(value))} aria-invalid=${invalid} aria-describedby=${described}
            @change=${(event: Event) => set(fromLocalInput((event.target as HTMLInputElement).value) ?? '')} />`
        : html`<input id=${field} dir="auto" .value=${value} autocomplete=${kind === 'e-mail' ? 'email' : 'name'} aria-invalid=${invalid} aria-describedby=${described} @input=${input} />`;
    const label = question.required ? this.t(field) : this.t('template-optional', { label: this.t(field) });
    return html`${this.field(field, label, control, { fault, hint })}${kind === 'paste' ? this.#understood(value) : nothing}`;
  }

  #understood(answer: string): TemplateResult | typeof nothing {
    const findings = understood(answer).slice(0, 50);
    return findings.length === 0 ? nothing : html`<div role="status"><p class="hint">${this.t('reporter-understood')}</p>
      <ul class="understood">${findings.map(({ value }) => html`<li class="badge"><bdi>${value}</bdi></li>`)}</ul></div>`;
  }

  #next(question: ReporterQuestion): void {
    if (reporterFault(question, this.answers[question.id], this)) {
      this.checked = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"], input')?.focus());
    } else {
      this.#go(this.at + 1);
    }
  }

  #go(at: number): void {
    this.at = at;
    this.checked = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('input, textarea, button.primary')?.focus());
  }

  #review(): TemplateResult {
    const missing = QUESTIONS.findIndex((question) => reporterFault(question, this.answers[question.id], this) !== undefined);
    return html`<h2>${this.t('reporter-review')}</h2><p>${this.t('reporter-review-help')}</p>
      <dl>${QUESTIONS.map((question, index) => html`<dt>${this.t(`reporter-${question.id}`)}</dt>
        <dd dir="auto">${this.#shown(question)} <button type="button" class="quiet" aria-label=${this.t('reporter-change-name', { question: this.t(`reporter-${question.id}`) })}
          @click=${() => this.#go(index)}>${this.t('reporter-change')}</button></dd>`)}</dl>
      <div class="buttons">
        <button type="button" @click=${() => this.close()}>${this.t('dialog-cancel')}</button>
        <button type="button" @click=${() => this.#go(QUESTIONS.length - 1)}>${this.t('reporter-back')}</button>
        <button type="button" class="primary" ?disabled=${missing >= 0} @click=${() => this.close(this.answers)}>${this.t('reporter-make')}</button>
      </div>`;
  }

  #shown({ id, choices }: ReporterQuestion): string {
    const answer = this.answers[id];
    if (answer.trim() === '') return this.t('reporter-no-answer');
    return choices ? this.t(`reporter-${id}-${answer}`) : answer;
  }
}
