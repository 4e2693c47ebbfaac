// Files: opened from a dialog, a drop or the clipboard; saved as a download. Nothing is sent anywhere.
import { registerAction } from '../editor/actions.ts';
import type { Editor } from '../editor/editor.ts';
import { download } from './export/files.ts';
import { chooseFile, DOCUMENTS } from './import/choose.ts';

/** A new document has what is mandatory and nothing made up; the form asks for the rest. */
export function emptyDocument(language: string, now: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<IODEF-Document version="2.00" xml:lang="${language}"
    xmlns="urn:ietf:params:xml:ns:iodef-2.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:ietf:params:xml:ns:iodef-2.0 http://www.iana.org/assignments/xml-registry/schema/iodef-2.0.xsd">
  <Incident purpose="reporting" restriction="private">
    <IncidentID name=""></IncidentID>
    <GenerationTime>${now}</GenerationTime>
    <Contact role="creator" type="organization">
      <ContactName></ContactName>
    </Contact>
  </Incident>
</IODEF-Document>
`;
}

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

export async function saveFile(editor: Editor): Promise<void> {
  const bytes = await editor.session.call('bytes', []);
  const { version } = editor.state;
  download(new Uint8Array(bytes), 'application/xml', editor.fileName);
  editor.saved(version);
  editor.announce(editor.l10n.text('file-saved', { name: editor.fileName }));
}
