// The site takes itself offline, and tells the person when it has and when a new version is there.
import { html } from 'lit';
import type { Editor } from '../../editor/editor.ts';
import { openDialog } from '../../ui/dialog.ts';
import { registerOffline } from './register.ts';

export async function goOffline(editor: Editor): Promise<void> {
  // `vite dev` has no service worker.
  if (import.meta.env.DEV) return;
  await registerOffline(new URL('sw.js', document.baseURI), {
    ready: () => editor.mention(editor.l10n.text('offline-ready')),
    update: (activate) => void offer(editor, activate),
  });
}

async function offer(editor: Editor, activate: () => void): Promise<void> {
  const t = (id: string): string => editor.l10n.text(id);
  const now = await openDialog<boolean>(editor, t('offline-update'), (close) => html`
    <h2>${t('offline-update')}</h2>
    <div class="ew-buttons"><button type="button" @click=${() => close()}>${t('dialog-cancel')}</button>
      <button type="button" class="primary" @click=${() => close(true)}>${t('offline-activate')}</button></div>`);
  if (now) activate();
}
