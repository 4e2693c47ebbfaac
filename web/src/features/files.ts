// Files: opened from a dialog, a drop or the clipboard; saved as a download. Nothing is sent anywhere.
import { registerAction } from '../editor/actions.ts';
import type { Editor } from '../editor/editor.ts';
import { download } from './export/files.ts';
import { chooseFile, DOCUMENTS } from './import/choose.ts';

/** Nobody overlooks that a report with so many diagnostics is none yet. */
const MAX_LOOKED_AT = 1_000;

export function registerFileActions(open: (file: File, name: string) => Promise<unknown>): void {
  registerAction({ id: 'file-open', label: 'action-open', group: 'file', shortcut: 'Mod+O', run: () => pickFile(open) });
  registerAction({
    id: 'file-save', label: 'action-save', group: 'file', shortcut: 'Mod+S',
    when: (editor) => editor.state.version > 0, run: saveFile,
  });
}

async function pickFile(open: (file: File, name: string) => Promise<unknown>): Promise<void> {
  const file = await chooseFile(DOCUMENTS);
  if (file) await open(file, file.name);
}

/** A report that lacks its number, or who gave it, is a draft: it is saved when the person knows that. */
async function isWanted(editor: Editor): Promise<boolean> {
  const found = await editor.diagnostics(0, MAX_LOOKED_AT);
  // Of the incident itself: others that it names have theirs at deeper paths.
  const nameless = found.some(({ rule, args, path }) => path.split('/').length === 2
    && (rule === 'incidentid-empty' || (rule === 'incidentid-name-fqdn' && args['name'] === '')));
  return !nameless || (await import('../ui/confirm.ts')).confirm(editor, 'nameless');
}

export async function saveFile(editor: Editor): Promise<void> {
  if (!(await isWanted(editor))) return;
  const bytes = await editor.session.call('bytes', []);
  const { version } = editor.state;
  download(new Uint8Array(bytes), 'application/xml', editor.fileName);
  editor.saved(version);
  editor.announce(editor.l10n.text('file-saved', { name: editor.fileName }));
}
