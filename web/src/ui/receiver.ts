// Where the published schemas contradict each other, a value has no form that everyone accepts: the
// receiver is named first.
import { html } from 'lit';
import type { Editor } from '../editor/editor.ts';
import type { Profile } from '../session/protocol.ts';
import { openDialog } from './dialog.ts';

export function askReceiver(editor: Editor, name: string, accepting: Profile[]): Promise<Profile | undefined> {
  const t = (id: string, args?: Record<string, string>) => editor.l10n.text(id, args);
  return openDialog<Profile>(editor, t('receiver-title', { name }), (close) => html`
    <h2>${t('receiver-title', { name })}</h2>
    <p>${t('receiver-why', { name })}</p>
    <ul class="ew-choices">${accepting.map((profile) => html`
      <li><button type="button" @click=${() => close(profile)}>
        <strong>${t(`profile-${profile}`)}</strong><span>${t(`receiver-${profile}`)}</span></button></li>`)}</ul>
    <div class="ew-buttons"><button type="button" @click=${() => close()}>${t('dialog-cancel')}</button></div>`);
}
