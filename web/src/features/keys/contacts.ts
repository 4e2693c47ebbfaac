// The contact book: teams whose certificates or keys a person has compared. The same JSON as that of the
// command line (`edgewarden iodef verify --contacts`).
import type { Contact, ContactBook } from '../../session/keys-protocol.ts';
import { isFqdn } from '../team/profile.ts';

export const MAX_CONTACTS = 1_000;
export const MAX_BOOK_LENGTH = 1_048_576;
const MAX_NAME = 200;

export const EMPTY_BOOK: ContactBook = { contacts: [] };

export type ContactFault = 'name' | 'domain' | 'fingerprint' | 'known' | 'full';

/** A file that is no contact book; `code` is the id of the message after `contacts-file-`. */
export class ContactsError extends Error {
  readonly code: 'too-long' | 'json' | 'shape';

  constructor(code: ContactsError['code']) {
    super(`contacts: ${code}`);
    this.name = 'ContactsError';
    this.code = code;
  }
}

/** The digits alone, in lower case. */
export function fingerprint(text: string): string {
  return text.replace(/[\s:]/g, '').toLowerCase();
}

/** In pairs, for comparing by eye or by telephone. */
export function shownFingerprint(sha256: string): string {
  return fingerprint(sha256).toUpperCase().replace(/(..)(?=.)/g, '$1:');
}

/** What is wrong with a new contact. */
export function contactFaults(contact: Contact, book: ContactBook): ContactFault[] {
  const faults: ContactFault[] = [];
  if (contact.name.trim() === '' || contact.name.length > MAX_NAME) faults.push('name');
  if (contact.domain !== undefined && !isFqdn(contact.domain)) faults.push('domain');
  if (!/^[0-9a-f]{64}$/.test(fingerprint(contact.sha256))) faults.push('fingerprint');
  if (book.contacts.some(({ sha256 }) => fingerprint(sha256) === fingerprint(contact.sha256))) faults.push('known');
  if (book.contacts.length >= MAX_CONTACTS) faults.push('full');
  return faults;
}

/** A contact as the book holds it. */
export function contact(name: string, domain: string, sha256: string): Contact {
  const tidy = { name: name.trim(), sha256: fingerprint(sha256) };
  return domain.trim() === '' ? tidy : { ...tidy, domain: domain.trim().toLowerCase() };
}

/** Reads a contact book; what the command line would refuse is refused. */
export function parseBook(json: string): ContactBook {
  if (json.length > MAX_BOOK_LENGTH) throw new ContactsError('too-long');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ContactsError('json');
  }
  const list = record(value, ['contacts'])['contacts'];
  if (!Array.isArray(list) || list.length > MAX_CONTACTS) throw new ContactsError('shape');
  return list.reduce<ContactBook>((book, each) => {
    const { name, domain, sha256 } = record(each, ['name', 'domain', 'sha256']);
    const given = domain ?? '';
    if (typeof name !== 'string' || typeof sha256 !== 'string' || typeof given !== 'string') throw new ContactsError('shape');
    return joined(book, { contacts: [contact(name, given, sha256)] });
  }, EMPTY_BOOK);
}

/** Both books; of a fingerprint that both know, the first entry stays. */
export function joined(book: ContactBook, other: ContactBook): ContactBook {
  return other.contacts.reduce<ContactBook>((all, each) => {
    const faults = contactFaults(each, all);
    if (faults.includes('known')) return all;
    if (faults.length > 0) throw new ContactsError('shape');
    return { contacts: [...all.contacts, each] };
  }, book);
}

/** What became of a book: fingerprints that went, and entries that came. */
export interface BookChange {
  readonly removed: readonly string[];
  readonly added: readonly Contact[];
}

export function changeOf(before: ContactBook, after: ContactBook): BookChange {
  const missing = (from: ContactBook, other: ContactBook): Contact[] => {
    const known = new Set(other.contacts.map(entryOf));
    return from.contacts.filter((each) => !known.has(entryOf(each)));
  };
  return { removed: missing(before, after).map(({ sha256 }) => sha256), added: missing(after, before) };
}

/** The change made to a book, which may be another one by now. */
export function changed(book: ContactBook, { removed, added }: BookChange): ContactBook {
  return joined({ contacts: book.contacts.filter(({ sha256 }) => !removed.includes(sha256)) }, { contacts: added });
}

function entryOf({ name, domain, sha256 }: Contact): string {
  return JSON.stringify([name, domain, sha256]);
}

export function formatBook(book: ContactBook): string {
  return `${JSON.stringify(book, null, 2)}\n`;
}

function record(value: unknown, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ContactsError('shape');
  if (Object.keys(value).some((key) => !known.includes(key))) throw new ContactsError('shape');
  return value as Record<string, unknown>;
}
