// Hand-over for a person: an entry in the History, and what changed since the document was received.
import type { Editor } from '../../editor/editor.ts';
import { currentIncident } from '../incident.ts';
import { teamOf } from '../team/current.ts';
import { openPanel } from '../ui/panel.ts';
import { handOver } from './handover.ts';

const received = new WeakMap<Editor, Uint8Array>();

/** Remembers each document as it was opened; call it once for an editor. */
export function rememberReceived(editor: Editor): void {
  const remember = (): void => void editor.session.call('bytes', []).then((bytes) => received.set(editor, bytes));
  editor.on('opened', remember);
  // One that was opened before somebody listened.
  if (editor.state.version > 0 && !editor.unsaved) remember();
}

/** What was sent or saved is what the next changes are measured against. */
export function markHandedOver(editor: Editor, bytes: Uint8Array): void {
  received.set(editor, bytes.slice());
}

export async function addHistory(editor: Editor): Promise<void> {
  const { HandOverPanel } = await import('../ui/handover-panel.ts');
  const panel = new HandOverPanel();
  panel.hasTeam = teamOf(editor).fqdn !== '';
  const entry = await openPanel(editor, editor.l10n.text('handover-title'), panel);
  if (!entry) return;
  const applied = await editor.compute(async () => handOver(editor.session, await currentIncident(editor), entry, teamOf(editor)));
  editor.announce(editor.l10n.text('handover-added'));
  if (typeof applied.created === 'string') editor.select(applied.created, 'handover');
}

/** The differences between what was opened, sent or saved last and what is there now. */
export async function showChanges(editor: Editor): Promise<void> {
  const base = received.get(editor);
  if (!base) {
    editor.announce(editor.l10n.text('changes-no-base'));
    return;
  }
  const { ChangesPanel } = await import('../ui/changes-panel.ts');
  const panel = new ChangesPanel();
  panel.base = base;
  const path = await openPanel(editor, editor.l10n.text('changes-title'), panel);
  if (path !== undefined) editor.select(path, 'changes', { focus: true });
}
