// A file in place of the document there is: decoded, after asking about unsaved changes.
import { SessionError } from '../../session/session.ts';
import type { IodefEditor } from '../../ui/iodef-editor.ts';
import { decode, decodeText, ImportError, isDocument, type Decoded } from './decode.ts';

/** Opens the bytes of a file. */
export async function openFile(element: IodefEditor, bytes: Uint8Array, name?: string): Promise<void> {
  await open(element, () => decode(new Uint8Array(bytes)), name);
}

/** Opens a text that is a document; false for any other. */
export async function openPasted(element: IodefEditor, text: string): Promise<boolean> {
  if (!isDocument(text)) return false;
  await open(element, () => decodeText(text));
  return true;
}

/** Legacy encodings end here: the core sees UTF-8 or UTF-16, and the person is told. */
async function open(element: IodefEditor, read: () => Decoded, name?: string): Promise<void> {
  const { editor } = element;
  try {
    const { bytes, charset } = read();
    if (editor.unsaved && !(await (await import('../../ui/confirm.ts')).confirm(editor, 'replace'))) return;
    await element.open(bytes, name);
    if (charset !== undefined) editor.announce(editor.l10n.text('import-charset', { charset }));
  } catch (error) {
    if (error instanceof SessionError && error.code === 'stopped') return;
    if (!(error instanceof ImportError)) throw error;
    editor.announce(editor.l10n.text(`import-fault-${error.code}`, error.args));
  }
}
