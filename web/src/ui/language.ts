// The language of the interface; each is loaded when it is chosen.
import { html } from 'lit';
import type { Editor } from '../editor/editor.ts';
import { languageText } from '../editor/intl.ts';
import { directionOf } from '../editor/l10n.ts';
import { openDialog } from './dialog.ts';

export async function chooseLanguage(editor: Editor): Promise<void> {
  const title = editor.l10n.text('language-title');
  const chosen = await openDialog<string>(editor, title, (close) => html`
    <h2>${title}</h2>
    <ul class="ew-choices">${editor.l10n.available.map((locale) => html`<li>
      <button type="button" lang=${locale} dir=${directionOf(locale)} aria-pressed=${locale === editor.l10n.locale ? 'true' : 'false'}
        @click=${() => close(locale)}><strong>${languageText(locale)}</strong></button></li>`)}</ul>
    <div class="ew-buttons"><button type="button" @click=${() => close()}>${editor.l10n.text('dialog-cancel')}</button></div>`);
  if (chosen) await editor.setLocale(chosen);
}
