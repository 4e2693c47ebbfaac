// Evidence for a person: one undoable step with the record and the entry in the History.
import type { Editor } from '../../editor/editor.ts';
import { currentIncident } from '../incident.ts';
import { teamOf } from '../team/current.ts';
import { dateTime } from '../time.ts';
import { openPanel } from '../ui/panel.ts';
import { addEvidence } from './evidence.ts';

export async function takeEvidence(editor: Editor, file?: File): Promise<void> {
  const { EvidencePanel } = await import('../ui/evidence-panel.ts');
  const panel = new EvidencePanel();
  if (file) panel.take(file);
  const evidence = await openPanel(editor, editor.l10n.text('evidence-title'), panel);
  if (!evidence) return;
  const keeper = teamOf(editor).contacts.find(({ role }) => role === 'creator')?.name ?? '';
  const note = editor.l10n.text(keeper === '' ? 'evidence-custody' : 'evidence-custody-by', { name: evidence.name, sha256: evidence.sha256, team: keeper });
  const custody = { time: dateTime(new Date()), note, language: editor.l10n.locale };
  await editor.compute(async () => addEvidence(editor.session, await currentIncident(editor), evidence, custody));
  editor.announce(editor.l10n.text('evidence-added', { name: evidence.name }));
}
