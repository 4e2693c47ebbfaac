// What belongs to one editor: the worker of keys, which forgets when the document goes, and the contact book.
import type { Editor } from '../../editor/editor.ts';
import type { ContactBook } from '../../session/keys-protocol.ts';
import { Keys } from '../../session/keys.ts';
import type { Settings } from '../team/current.ts';
import { changed, changeOf, EMPTY_BOOK, formatBook, parseBook, type BookChange } from './contacts.ts';

const SETTING = 'contacts';
/** Of the lock under which the kept book is changed, and of the channel on which other pages hear of it. */
const NAME = 'edgewarden-contacts';

const rings = new WeakMap<Editor, Keys>();
const books = new WeakMap<Editor, ContactBook>();
/** The books as they were kept when they were last read or written. */
const keptBooks = new WeakMap<Editor, ContactBook>();
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

/** Takes up what is kept by now; what was changed here and is not kept stays changed. */
export function takeBook(editor: Editor, kept: ContactBook): void {
  const book = changed(kept, unkept(editor));
  keptBooks.set(editor, kept);
  if (formatBook(book) !== formatBook(bookOf(editor))) setBook(editor, book);
}

/** Keeps what was changed here, and nothing else: another page may have changed the kept book meanwhile. */
export async function keepBook(editor: Editor, settings: Settings): Promise<void> {
  await navigator.locks.request(NAME, async () => {
    const book = changed((await keptBook(settings)) ?? EMPTY_BOOK, unkept(editor));
    await settings.putSetting(SETTING, book);
    keptBooks.set(editor, book);
    setBook(editor, book);
  });
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(null);
  channel.close();
}

/** Calls whenever another page has changed the kept book. */
export function onKeptElsewhere(listener: () => void): void {
  new BroadcastChannel(NAME).addEventListener('message', listener);
}

export function forgetBook(editor: Editor): void {
  keptBooks.delete(editor);
  setBook(editor, EMPTY_BOOK);
}

function unkept(editor: Editor): BookChange {
  return changeOf(keptBooks.get(editor) ?? EMPTY_BOOK, bookOf(editor));
}

/** The kept book; undefined if there is none. */
export async function keptBook(settings: Settings): Promise<ContactBook | undefined> {
  const kept = await settings.setting(SETTING);
  return kept === undefined ? undefined : parseBook(JSON.stringify(kept));
}

