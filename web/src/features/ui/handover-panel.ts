// An entry of the History at a hand-over.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ACTIONS, handOverFault, type HandOver } from '../handover/handover.ts';
import { dateTime, fromLocalInput, toLocalInput } from '../time.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-handover')
export class HandOverPanel extends Panel<HandOver> {
  /** Whether there is a team whose number can be given. */
  hasTeam = false;
  @state() private entry: Omit<HandOver, 'language'> = { action: 'status-new-info', time: dateTime(new Date()), description: '', incidentId: '', courseOfAction: '' };
  @state() private checked = false;

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    const { entry } = this;
    const code = this.checked ? handOverFault(this.#whole(), this) : undefined;
    const set = (change: Partial<HandOver>): void => { this.entry = { ...this.entry, ...change }; };
    const value = (event: Event): string => (event.target as HTMLInputElement).value;
    return html`<h2>${this.t('handover-title')}</h2><p>${this.t('handover-help')}</p>
      <form novalidate @submit=${(event: Event) => { event.preventDefault(); this.#confirm(); }}>
        <div class="pair">
          ${this.field('handover-action', this.t('handover-action'), html`<select id="handover-action" autofocus @change=${(event: Event) => set({ action: value(event) as HandOver['action'] })}>
            ${ACTIONS.map((each) => html`<option value=${each} ?selected=${each === entry.action}>${this.t(`action-taken-${each}`)}</option>`)}</select>`)}
          ${this.field('handover-time', this.t('handover-time'), html`<input id="handover-time" type="datetime-local" step="1" .value=${toLocalInput(new Date(entry.time))}
            @change=${(event: Event) => set({ time: fromLocalInput(value(event)) ?? entry.time })} />`, { hint: entry.time.slice(-6) })}
          ${this.field('handover-id', this.t('handover-id'), html`<input id="handover-id" dir="ltr" .value=${entry.incidentId}
            aria-invalid=${code === 'handover-fault-team' ? 'true' : 'false'} aria-describedby="handover-id-fault"
            @input=${(event: Event) => set({ incidentId: value(event) })} />`, { fault: code === 'handover-fault-team' ? this.t(code) : undefined })}
        </div>
        ${this.field('handover-description', this.t('handover-description'), html`<textarea id="handover-description" dir="auto" rows="4" .value=${entry.description}
          aria-invalid=${code === 'handover-fault-description' ? 'true' : 'false'} aria-describedby="handover-description-fault"
          @input=${(event: Event) => set({ description: value(event) })}></textarea>`, { fault: code === 'handover-fault-description' ? this.t(code) : undefined })}
        ${entry.action === 'defined-coa' ? this.field('handover-course', this.t('handover-course'), html`<input id="handover-course" dir="auto" .value=${entry.courseOfAction}
          aria-invalid=${code === 'handover-fault-course' ? 'true' : 'false'} aria-describedby="handover-course-fault"
          @input=${(event: Event) => set({ courseOfAction: value(event) })} />`, { fault: code === 'handover-fault-course' ? this.t(code) : undefined }) : nothing}
        ${this.buttons(html`<button type="submit" class="primary">${this.t('handover-add')}</button>`)}
      </form>`;
  }

  #whole(): HandOver {
    return { ...this.entry, language: this.editor.l10n.locale };
  }

  #confirm(): void {
    this.checked = true;
    const entry = this.#whole();
    if (handOverFault(entry, this) === undefined) this.close(entry);
    else void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
}
