// What belongs to one editor: the worker of keys, which forgets when the document goes, and the contact book.
import type { Editor } from '../../editor/editor.ts';
import type { ContactBook } from '../../session/keys-protocol.ts';
import { Keys } from '../../session/keys.ts';
import type { Settings } from '../team/current.ts';
import { EMPTY_BOOK, parseBook } from './contacts.ts';

const SETTING = 'contacts';

const rings = new WeakMap<Editor, Keys>();
const books = new WeakMap<Editor, ContactBook>();
const listeners = new WeakMap<Editor, Set<() => void>>();

export function keysOf(editor: Editor): Keys {
  let keys = rings.get(editor);
  if (!keys) {
    const made = keys = new Keys();
    rings.set(editor, made);
    editor.on('opened', () => made.forget());
    editor.on('closed', () => made.forget());
  }
  return keys;
}

export function bookOf(editor: Editor): ContactBook {
  return books.get(editor) ?? EMPTY_BOOK;
}

export function setBook(editor: Editor, book: ContactBook): void {
  books.set(editor, book);
  for (const listener of listeners.get(editor) ?? []) listener();
}

/** Calls when other teams are known, until the returned function is called. */
export function onBook(editor: Editor, listener: () => void): () => void {
  const set = listeners.get(editor) ?? new Set();
  listeners.set(editor, set);
  set.add(listener);
  return () => set.delete(listener);
}

export async function keepBook(settings: Settings, book: ContactBook): Promise<void> {
  await settings.putSetting(SETTING, book);
}

/** The kept book; undefined if there is none. */
export async function keptBook(settings: Settings): Promise<ContactBook | undefined> {
  const kept = await settings.setting(SETTING);
  return kept === undefined ? undefined : parseBook(JSON.stringify(kept));
}

