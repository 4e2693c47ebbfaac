// A mail before it is handed to the person's mail program.
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Editor } from '../../editor/editor.ts';
import { mailto } from '../export/share.ts';
import { isEmail } from '../team/profile.ts';
import { openPanel, Panel, panelStyles } from './panel.ts';

@customElement('iodef-mail')
export class MailPanel extends Panel<string> {
  @state() subject = '';
  @state() body = '';
  @state() private to = '';
  @state() private checked = false;

  static override styles = panelStyles;

  protected override render(): TemplateResult {
    const addresses = this.to.split(/[\s,;]+/).filter((each) => each !== '');
    const fault = this.checked && !addresses.every(isEmail) ? this.t('team-fault-email') : undefined;
    const { url, cut } = mailto(addresses, this.subject, this.body);
    return html`<h2>${this.t('mail-title')}</h2><p>${this.t('mail-help')}</p>
      <form novalidate @submit=${(event: Event) => {
        event.preventDefault();
        this.checked = true;
        if (addresses.every(isEmail)) this.close(url);
      }}>
        ${this.field('mail-to', this.t('mail-to'), html`<input id="mail-to" dir="ltr" .value=${this.to} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="mail-to-fault"
          @input=${(event: Event) => { this.to = (event.target as HTMLInputElement).value; }} />`, { fault })}
        ${this.field('mail-subject', this.t('mail-subject'), html`<input id="mail-subject" dir="auto" .value=${this.subject}
          @input=${(event: Event) => { this.subject = (event.target as HTMLInputElement).value; }} />`)}
        ${this.field('mail-body', this.t('mail-body'), html`<textarea id="mail-body" dir="auto" rows="10" .value=${this.body}
          @input=${(event: Event) => { this.body = (event.target as HTMLTextAreaElement).value; }}></textarea>`)}
        ${cut ? html`<p class="note" role="status">${this.t('mail-cut')}</p>` : nothing}
        ${this.buttons(html`<button type="submit" class="primary">${this.t('mail-open')}</button>`)}
      </form>`;
  }
}

/** Shows the mail; opens the mail program when the person says so. */
export async function confirmMail(editor: Editor, subject: string, body: string): Promise<void> {
  const panel = new MailPanel();
  panel.subject = subject;
  panel.body = body;
  const url = await openPanel(editor, editor.l10n.text('mail-title'), panel);
  if (url === undefined) return;
  const link = document.createElement('a');
  link.href = url;
  link.click();
}
