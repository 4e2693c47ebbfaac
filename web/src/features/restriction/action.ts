// Who may see an element: its restriction, set where the format has a place for it (RFC 3067 requirement 4.3).
import type { Editor } from '../../editor/editor.ts';
import { faultText } from '../../editor/faults.ts';
import type { Path } from '../../session/protocol.ts';
import { addMessages } from '../exchange/messages.ts';
import { openPanel } from '../ui/panel.ts';
import { RestrictionPanel } from '../ui/restriction-panel.ts';

export async function restrict(editor: Editor, path: Path): Promise<void> {
  await addMessages(editor);
  const panel = new RestrictionPanel();
  panel.path = path;
  panel.page = await editor.session.call('form', [path, 'mandatory']);
  const command = await openPanel(editor, editor.l10n.text('restrict-title'), panel);
  if (!command) return;
  try {
    await editor.apply(command, undefined, panel.version);
    editor.announce(editor.l10n.text('restrict-done'));
  } catch (error) {
    editor.announce(editor.l10n.text('edit-refused', { reason: error instanceof Error ? faultText(editor.l10n, error).text : String(error) }));
  }
}
