// A file in place of the document there is: decoded, after asking about unsaved changes.
import type { IodefEditor } from '../../ui/iodef-editor.ts';
import { decode, decodeText, ImportError, isDocument, readFile, type Decoded } from './decode.ts';

/** Opens a file, whose size is known before it is read, or its bytes. */
export async function openFile(element: IodefEditor, content: Blob | Uint8Array, name?: string): Promise<void> {
  await open(element, () => (content instanceof Blob ? readFile(content) : decode(new Uint8Array(content))), name);
}

/** Opens a text that is a document; false for any other. */
export async function openPasted(element: IodefEditor, text: string): Promise<boolean> {
  if (!isDocument(text)) return false;
  await open(element, () => decodeText(text));
  return true;
}

/** Other encodings end here: the core sees UTF-8, and the person is told. */
async function open(element: IodefEditor, read: () => Decoded | Promise<Decoded>, name?: string): Promise<void> {
  const { editor } = element;
  try {
    const { bytes, charset, assumed } = await read();
    if (editor.unsaved && !(await (await import('../../ui/confirm.ts')).confirm(editor, 'replace'))) return;
    await element.open(bytes, name);
    if (charset !== undefined) editor.announce(editor.l10n.text(assumed ? 'import-charset-assumed' : 'import-charset', { charset }));
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    editor.announce(editor.l10n.text(`import-fault-${error.code}`, error.args));
  }
}
