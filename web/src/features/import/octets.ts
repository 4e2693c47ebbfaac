// The file as it came, where the document has other octets: it was in another encoding, or JSON. A signature
// in a file of its own is about the file.
import type { Editor } from '../../editor/editor.ts';

interface Came {
  readonly octets: Uint8Array;
  /** Of the document that was made of it. */
  readonly version: number;
}

const came = new WeakMap<Editor, Came>();

/** Keeps the octets until another document is opened. */
export function keepOctets(editor: Editor, octets: Uint8Array): void {
  came.set(editor, { octets, version: editor.state.version });
  const forget = (): void => {
    came.delete(editor);
    for (const stop of stops) stop();
  };
  const stops = [editor.on('opened', forget), editor.on('closed', forget)];
}

/** What a signature may be about: what "Save" writes, and the file as it came while nothing of it was changed. */
export async function signable(editor: Editor): Promise<{ octets: Uint8Array[]; changed: boolean }> {
  const saved = await editor.session.call('bytes', []);
  const file = came.get(editor);
  const changed = file !== undefined && file.version !== editor.state.version;
  return { octets: file && !changed ? [saved, file.octets] : [saved], changed };
}
