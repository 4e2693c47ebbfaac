// Reporter mode: from answers to a document in the editor.
import type { Editor } from '../../editor/editor.ts';
import { teamOf } from '../team/current.ts';
import { DEFAULT_PATTERN } from '../team/identifiers.ts';
import { openPanel } from '../ui/panel.ts';
import { reportDocument } from './document.ts';

/** Asks the questions; resolves with the document, or undefined when the person left. */
export async function askReporter(editor: Editor): Promise<string | undefined> {
  const { ReporterPanel } = await import('../ui/reporter-panel.ts');
  const team = teamOf(editor);
  const panel = new ReporterPanel();
  panel.hasTeam = team.fqdn !== '';
  const answers = await openPanel(editor, editor.l10n.text('reporter-title'), panel);
  if (!answers) return undefined;
  return reportDocument(answers, {
    // Without a receiving team the number is unique under the domain of the reporter's own address.
    team: team.fqdn || (answers.reach.trim().split('@').at(-1) ?? ''),
    idPattern: team.fqdn === '' ? DEFAULT_PATTERN : team.idPattern,
    language: editor.l10n.locale,
    now: new Date(),
    random: (bytes) => crypto.getRandomValues(bytes),
    sentences: { unknownParties: editor.l10n.text('reporter-unknown-parties'), measures: editor.l10n.text('reporter-measures-done') },
  });
}
