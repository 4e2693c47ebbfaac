// Encrypting the file and decrypting another one, for a person.
import { readBytes } from '../import/decode.ts';
import { told } from '../import/open.ts';
import type { Editor } from '../../editor/editor.ts';
import { chooseFile } from '../import/choose.ts';
import { addMessages } from '../keys/messages.ts';
import { openPanel } from '../ui/panel.ts';

export async function encryptDocument(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { EncryptPanel } = await import('../ui/encrypt-panel.ts');
  if (await openPanel(editor, editor.l10n.text('encrypt-title'), new EncryptPanel())) editor.announce(editor.l10n.text('encrypt-done'));
}

/** Decrypts a file that is chosen, and hands it on. */
export async function decryptFile(editor: Editor, open: (bytes: Uint8Array, name: string) => Promise<unknown>): Promise<void> {
  await addMessages(editor);
  const file = await chooseFile('.asc,.gpg,.pgp');
  if (file) await told(editor, async () => decryptBytes(editor, await readBytes(file), file.name, open));
}

export async function decryptBytes(editor: Editor, bytes: Uint8Array, name: string, open: (bytes: Uint8Array, name: string) => Promise<unknown>): Promise<void> {
  await addMessages(editor);
  const { DecryptPanel } = await import('../ui/decrypt-panel.ts');
  const panel = new DecryptPanel();
  panel.octets = bytes;
  panel.fileName = name;
  const plain = await openPanel(editor, editor.l10n.text('decrypt-title'), panel);
  if (plain) await open(plain, name.replace(/\.(?:asc|gpg|pgp)$/i, ''));
}
