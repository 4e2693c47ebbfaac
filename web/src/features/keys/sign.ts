// Signing with the key that is held: inside the document as one edit that can be undone, or for a file of
// its own.
import type { Editor } from '../../editor/editor.ts';
import { nowWithOffset } from '../../ui/date-time.ts';
import { download, fileName } from '../export/files.ts';
import { keysOf } from './current.ts';
import { replacement } from './edit.ts';

export const SIGNATURES = ['enveloped', 'detached', 'json'] as const;
export type SignatureForm = (typeof SIGNATURES)[number];

export async function sign(editor: Editor, form: SignatureForm): Promise<void> {
  const { session } = editor;
  const keys = keysOf(editor);
  const signedAt = nowWithOffset();
  switch (form) {
    case 'enveloped': return replaceDocument(editor, (text) => keys.sign(text, signedAt));
    case 'detached': {
      // The octets that "Save" writes, under the name that it gives them.
      const signature = await keys.signDetached(await session.call('bytes', []), editor.fileName, signedAt);
      return download(signature, 'application/xml', `${editor.fileName}.sig`);
    }
    case 'json': {
      const { text } = await session.call('exportJson', []);
      return download(await keys.signJson(text, signedAt), 'application/jose+json', fileName(editor.state.title, 'jws.json'));
    }
  }
}

/** Changes the whole document by one edit; refused if it changes otherwise meanwhile. */
export async function replaceDocument(editor: Editor, make: (text: string) => Promise<string>): Promise<void> {
  const { session } = editor;
  // Asked together, they are answered about the same document.
  const [{ version }, before] = await Promise.all([session.call('state', []), session.call('text', [])]);
  const edit = replacement(before, await make(before));
  await editor.apply({ do: 'replace_text', ...edit }, 'keys', version);
}
