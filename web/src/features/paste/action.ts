// The confirmed findings of the paste assistant in the document: one step, one undo.
import type { Editor } from '../../editor/editor.ts';
import type { Command, Path } from '../../session/protocol.ts';
import { insertMembers, insertWithin, iodefPrefix, type Reader } from '../place.ts';
import { teamOf } from '../team/current.ts';
import { indicatorId } from '../team/identifiers.ts';
import { openPanel } from '../ui/panel.ts';
import { eventData, indicatorData, method, type Confirmed, type IndicatorOptions } from './indicators.ts';

/** The command that takes the findings into an incident; undefined if nothing was chosen. */
export async function findingsCommand(reader: Reader, incident: Path, confirmed: readonly Confirmed[], options: IndicatorOptions): Promise<Command | undefined> {
  const prefix = await iodefPrefix(reader, incident);
  const indicators = indicatorData(confirmed, options);
  const own = [method(confirmed), eventData(confirmed)].filter((member) => member !== undefined);
  // IndicatorData stands behind Method and EventData, so it is inserted first.
  const commands = [
    ...(indicators ? await insertWithin(reader, incident, indicators, prefix) : []),
    ...await insertMembers(reader, incident, own, prefix),
  ];
  return commands.length === 0 ? undefined : { do: 'group', commands };
}

/** The incident that is selected, or the first one. */
export function currentIncident(editor: Editor): Path {
  return editor.selection.path.split('/')[0] || '0';
}

/** Asks what to take from a pasted text, and takes it. */
export async function pasteAnything(editor: Editor, initial = ''): Promise<void> {
  const { PastePanel } = await import('../ui/paste-panel.ts');
  const panel = new PastePanel();
  panel.initial = initial;
  const confirmed = await openPanel(editor, editor.l10n.text('paste-title'), panel);
  if (!confirmed || confirmed.length === 0) return;
  const command = await findingsCommand(editor.session, currentIncident(editor), confirmed, {
    team: teamOf(editor).fqdn || await ownName(editor),
    newId: () => indicatorId((bytes) => crypto.getRandomValues(bytes)),
    describe: (kind) => editor.l10n.text(`paste-kind-${kind}`),
  });
  if (!command) return;
  await editor.apply(command);
  editor.announce(editor.l10n.text('paste-done', { count: confirmed.length }));
}

/** IncidentID@name of the document, where no team is set up. */
async function ownName(editor: Editor): Promise<string> {
  const form = await editor.session.call('form', [`${currentIncident(editor)}/0`, 'all']);
  return form.attributes.find(({ name }) => name === 'name')?.value ?? '';
}
