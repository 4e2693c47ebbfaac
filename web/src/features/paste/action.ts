// The paste assistant for a person: what was confirmed is one step in the document.
import type { Editor } from '../../editor/editor.ts';
import { currentIncident } from '../incident.ts';
import { teamOf } from '../team/current.ts';
import { indicatorId } from '../team/identifiers.ts';
import { openPanel } from '../ui/panel.ts';
import { findingsCommand } from './command.ts';

/** Asks what to take from a pasted text, and takes it. */
export async function pasteAnything(editor: Editor, initial = ''): Promise<void> {
  const { PastePanel } = await import('../ui/paste-panel.ts');
  const panel = new PastePanel();
  panel.initial = initial;
  const confirmed = await openPanel(editor, editor.l10n.text('paste-title'), panel);
  if (!confirmed || confirmed.length === 0) return;
  await editor.compute(async () => findingsCommand(editor.session, await currentIncident(editor), confirmed, {
    team: teamOf(editor).fqdn || await ownName(editor),
    newId: () => indicatorId((bytes) => crypto.getRandomValues(bytes)),
    describe: (kind) => editor.l10n.text(`paste-kind-${kind}`),
  }));
  editor.announce(editor.l10n.text('paste-done', { count: confirmed.length }));
}

/** IncidentID@name of the document, where no team is set up. */
async function ownName(editor: Editor): Promise<string> {
  const form = await editor.session.call('form', [`${await currentIncident(editor)}/0`, 'all']);
  return form.attributes.find(({ name }) => name === 'name')?.value ?? '';
}
