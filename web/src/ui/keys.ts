// The keys of the editor in one list.
import { html } from 'lit';
import { offeredActions } from '../editor/actions.ts';
import type { Editor } from '../editor/editor.ts';
import { shortcutText } from '../editor/shortcuts.ts';
import { openDialog } from './dialog.ts';

const KEYS: [string, string][] = [
  ['F1', 'keys-definition'], ['F8', 'keys-next-issue'], ['Shift+F8', 'keys-previous-issue'], ['Mod+F', 'toolbar-search'],
  ['Mod+Z', 'toolbar-undo'], ['Mod+Shift+Z', 'toolbar-redo'], ['Alt+1', 'pane-outline'],
  ['Alt+2', 'pane-form'], ['Alt+3', 'pane-issues'], ['Alt+4', 'pane-source'],
];

export async function showKeys(editor: Editor): Promise<void> {
  const t = (id: string) => editor.l10n.text(id);
  const rows: [string, string][] = [...KEYS, ...offeredActions(editor).flatMap((each): [string, string][] =>
    each.shortcut ? [[each.shortcut, each.label]] : [])];
  await openDialog(editor, t('keys-title'), (close) => html`
    <h2>${t('keys-title')}</h2>
    <table class="ew-keys">${rows.map(([keys, label]) => html`<tr><th scope="row"><kbd>${shortcutText(keys)}</kbd></th><td>${t(label)}</td></tr>`)}</table>
    <div class="ew-buttons"><button type="button" class="primary" @click=${() => close()}>${t('dialog-close')}</button></div>`);
}
