// Takes encryption or a signature away from around a document, with the person.
import type { Editor } from '../../editor/editor.ts';
import { MAX_IMPORT_BYTES } from './decode.ts';
import type { Wrapping } from './wrapped.ts';

type Open = (bytes: Uint8Array, name?: string) => Promise<unknown>;

export async function unwrap(editor: Editor, wrapping: Wrapping, bytes: Uint8Array, name = '', open: Open): Promise<void> {
  if (wrapping === 'openpgp') return (await import('../openpgp/action.ts')).decryptBytes(editor, bytes, name, open);
  const { verifyJws } = await import('../keys/action.ts');
  // Two octets of base64 are more than one of what is in it.
  const text = new TextDecoder().decode(bytes.subarray(0, 2 * MAX_IMPORT_BYTES));
  return verifyJws(editor, text, name, (payload) => open(new TextEncoder().encode(payload), name.replace(/\.jws(?=\.json$)|\.jws$/i, '')));
}
