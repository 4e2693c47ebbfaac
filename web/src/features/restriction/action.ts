// Who may see an element: its restriction, set where the format has a place for it (RFC 3067 requirement 4.3).
import type { Editor } from '../../editor/editor.ts';
import type { Path } from '../../session/protocol.ts';
import { openPanel } from '../ui/panel.ts';
import { RestrictionPanel } from '../ui/restriction-panel.ts';

export async function restrict(editor: Editor, path: Path): Promise<void> {
  const panel = new RestrictionPanel();
  panel.path = path;
  panel.page = await editor.session.call('form', [path, 'mandatory']);
  const command = await openPanel(editor, editor.l10n.text('restrict-title'), panel);
  if (!command) return;
  try {
    await editor.apply(command);
    editor.announce(editor.l10n.text('restrict-done'));
  } catch (error) {
    editor.announce(editor.l10n.text('edit-refused', { reason: editor.reason(error) }));
  }
}
