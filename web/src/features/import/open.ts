// A file in place of the document there is: decoded, after asking about unsaved changes.
import { SessionError } from '../../session/session.ts';
import type { Editor } from '../../editor/editor.ts';
import type { IodefEditor } from '../../ui/iodef-editor.ts';
import { decode, decodeText, ImportError, isDocument, readBytes, type Decoded } from './decode.ts';
import { keepOctets } from './octets.ts';
import { wrappingOf } from './wrapped.ts';

/** Opens a file, whose size is known before it is read, or its bytes; what is encrypted or signed around the document is taken away first. */
export async function openFile(element: IodefEditor, content: Blob | Uint8Array, name?: string): Promise<void> {
  await told(element.editor, async () => {
    const bytes = content instanceof Blob ? await readBytes(content) : content;
    const wrapping = wrappingOf(bytes, name);
    if (wrapping) return (await import('./unwrap.ts')).unwrap(element.editor, wrapping, bytes, name, (plain, inner) => openFile(element, plain, inner));
    return open(element, decode(new Uint8Array(bytes)), name, bytes);
  });
}

/** Opens a text that is a document, or an encrypted one; false for any other. */
export async function openPasted(element: IodefEditor, text: string): Promise<boolean> {
  const bytes = new TextEncoder().encode(text);
  if (wrappingOf(bytes) === 'openpgp') {
    await openFile(element, bytes);
    return true;
  }
  if (!isDocument(text)) return false;
  await told(element.editor, () => open(element, decodeText(text)));
  return true;
}

/** Other encodings end here: the core sees UTF-8, and the person is told. */
async function open(element: IodefEditor, { bytes, charset, assumed }: Decoded, name?: string, file?: Uint8Array): Promise<void> {
  const { editor } = element;
  if (editor.unsaved && !(await (await import('../../ui/confirm.ts')).confirm(editor, 'replace'))) return;
  const { kind } = await element.open(bytes, name, true);
  if (file && (charset !== undefined || kind === 'json')) keepOctets(editor, file);
  if (charset === undefined) return;
  editor.announce(editor.l10n.text(charset === 'UTF-16' ? 'note-saved-as-utf8' : assumed ? 'import-charset-assumed' : 'import-charset', { charset }));
}

/** Says why a file cannot be taken. */
export async function told(editor: Editor, take: () => Promise<void>): Promise<void> {
  try {
    await take();
  } catch (error) {
    if (error instanceof SessionError && error.code === 'stopped') return;
    if (!(error instanceof ImportError)) throw error;
    editor.announce(editor.l10n.text(`import-fault-${error.code}`, error.args));
  }
}
