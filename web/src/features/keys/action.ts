// Signing, verifying and sealing for a person.
import type { Editor } from '../../editor/editor.ts';
import { keeperOf } from '../drafts/action.ts';
import type { Vault } from '../drafts/vault.ts';
import { classTerm, summaryText } from '../../ui/terms.ts';
import { openPanel } from '../ui/panel.ts';
import { changed, changeOf } from './contacts.ts';
import { bookOf, keepBook, keptBook, keysOf, onBook, setBook, takeBook } from './current.ts';
import { addMessages } from './messages.ts';
import { verification } from './watch.ts';

export async function signDocument(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { SignPanel } = await import('../ui/sign-panel.ts');
  const panel = new SignPanel();
  if (editor.options.readonly) panel.chosen = 'detached';
  const form = await openPanel(editor, editor.l10n.text('sign-title'), panel);
  if (form) editor.announce(editor.l10n.text(`sign-done-${form}`));
}

export async function verifySignatures(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { VerifyPanel } = await import('../ui/verify-panel.ts');
  await vaultOf(editor);
  const panel = new VerifyPanel();
  panel.verification = await verification(editor);
  const verdict = await openPanel(editor, editor.l10n.text('verify-title'), panel);
  if (!verdict) return;
  if ('show' in verdict) editor.select(verdict.show, 'verify', { focus: true });
  else if ('pin' in verdict) await knownTeams(editor, verdict.pin);
}

/** A JSON Web Signature: what it is worth is said before its content is opened. */
export async function verifyJws(editor: Editor, text: string, name: string, open: (payload: string) => Promise<unknown>): Promise<void> {
  await addMessages(editor);
  const { VerifyPanel } = await import('../ui/verify-panel.ts');
  await vaultOf(editor);
  const panel = new VerifyPanel();
  const opened = await keysOf(editor).verifyJson(text, bookOf(editor));
  panel.verification = opened.verification;
  panel.payload = opened.payload;
  panel.subject = name;
  const verdict = await openPanel(editor, editor.l10n.text('verify-title'), panel);
  if (!verdict) return;
  if ('open' in verdict) await open(verdict.open);
  else if ('pin' in verdict) await knownTeams(editor, verdict.pin);
}

export async function sealElement(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { path } = editor.selection;
  if (path === '') {
    editor.announce(editor.l10n.text('seal-select'));
    return;
  }
  const { SealPanel } = await import('../ui/seal-panel.ts');
  const { ancestors, class: name, summary } = await editor.session.call('form', [path, 'mandatory']);
  const panel = new SealPanel();
  panel.path = path;
  const words = summaryText(editor.l10n, name, summary);
  panel.summary = [...ancestors.map((each) => each.class), name].map((each) => classTerm(editor.l10n, each).label).join(' / ')
    + (words === '' ? '' : `: ${words}`);
  if (await openPanel(editor, editor.l10n.text('seal-title'), panel)) editor.announce(editor.l10n.text('seal-done'));
}

export async function openSealed(editor: Editor): Promise<void> {
  await addMessages(editor);
  const { UnsealPanel } = await import('../ui/unseal-panel.ts');
  if (await openPanel(editor, editor.l10n.text('unseal-title'), new UnsealPanel())) editor.announce(editor.l10n.text('unseal-done'));
}

/** The contact book; with a pin, its next entry. */
export async function knownTeams(editor: Editor, pin?: { sha256: string; subject: string }): Promise<void> {
  await addMessages(editor);
  const { ContactsPanel } = await import('../ui/contacts-panel.ts');
  const vault = await vaultOf(editor);
  const panel = new ContactsPanel();
  let base = panel.book = bookOf(editor);
  panel.pin = pin;
  panel.kept = vault !== undefined;
  // What another page changes is shown, and what was changed here stays changed.
  const stop = onBook(editor, () => {
    panel.book = changed(bookOf(editor), changeOf(base, panel.book));
    base = bookOf(editor);
  });
  const book = await openPanel(editor, editor.l10n.text('contacts-title'), panel).finally(stop);
  if (!book) return;
  setBook(editor, book);
  if (vault) await keepBook(editor, vault);
  editor.announce(editor.l10n.text(vault ? 'contacts-saved' : 'contacts-used'));
}

/** The unlocked vault. It may have been locked when the page began, and know more teams. */
async function vaultOf(editor: Editor): Promise<Vault | undefined> {
  const vault = (await keeperOf(editor))?.vault;
  if (!vault?.unlocked) return undefined;
  const kept = await keptBook(vault);
  if (kept) takeBook(editor, kept);
  return vault;
}
