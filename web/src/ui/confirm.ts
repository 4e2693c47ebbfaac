// "Are you sure", with the words of what will happen on the button.
import { html } from 'lit';
import type { Editor } from '../editor/editor.ts';
import { openDialog } from './dialog.ts';

export async function confirm(editor: Editor, what: string): Promise<boolean> {
  const t = (id: string) => editor.l10n.text(id);
  return (await openDialog<boolean>(editor, t(`confirm-${what}-title`), (close) => html`
    <h2>${t(`confirm-${what}-title`)}</h2>
    <p>${t(`confirm-${what}-text`)}</p>
    <div class="ew-buttons">
      <button type="button" autofocus @click=${() => close(false)}>${t('dialog-cancel')}</button>
      <button type="button" class="primary" @click=${() => close(true)}>${t(`confirm-${what}-yes`)}</button>
    </div>`)) ?? false;
}
