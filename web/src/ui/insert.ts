// Adding an element: it is unfolded and takes the focus. What no form is valid for every receiver of
// asks first for whom the document is.
import type { Editor } from '../editor/editor.ts';
import { faultText } from '../editor/faults.ts';
import type { Place } from '../editor/places.ts';
import type { FormMember } from '../session/protocol.ts';
import { askReceiver } from './receiver.ts';
import { classTerm } from './terms.ts';

export async function insertClass(editor: Editor, within: Place, member: FormMember): Promise<void> {
  const name = classTerm(editor.l10n, member.name).label;
  if (member.only.length > 0) {
    const profile = await askReceiver(editor, name, member.only);
    if (!profile) return;
    await editor.setProfile(profile);
  }
  try {
    const applied = await editor.change(within, (parent) => ({ do: 'insert_class', parent, class: member.name }));
    if (applied.created === undefined) return;
    editor.openPaths.add(applied.created);
    editor.announce(editor.l10n.text('member-added', { name }));
    editor.focusSoon(applied.created);
  } catch (error) {
    editor.announce(editor.l10n.text('edit-refused', { reason: error instanceof Error ? faultText(editor.l10n, error).text : String(error) }));
  }
}
