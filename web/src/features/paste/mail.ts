/**
 * Pasted mail with its headers (RFC 5322, RFC 2045, RFC 2047): the subject and the mailer are indicators of
 * their own, and text parts that were encoded for transport are decoded before they are read.
 */
import type { Labelled, Place } from './finding.ts';
import { MappedBuilder } from './mapped.ts';
import type { Mapped } from './mapped.ts';

const MAX_HEADERS = 500;
const MAX_PARTS = 100;
const MAX_HEADER_LENGTH = 16_384;

/** A text part that stood encoded in the mail. */
export interface DecodedPart {
  readonly place: Place;
  /** The text; its offsets point into the pasted mail. */
  readonly decoded: Mapped;
}

export interface Mail {
  readonly labelled: ReadonlyArray<Labelled>;
  readonly parts: ReadonlyArray<DecodedPart>;
}

interface Header {
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** Reads header lines from `at`; ends at an empty line or at the first line that is no header. */
function readHeaders(text: string, at: number): { headers: Header[]; body: number } {
  const headers: Header[] = [];
  let cursor = at;
  while (cursor < text.length && headers.length < MAX_HEADERS) {
    let end = lineEnd(text, cursor);
    const match = /^([!-9;-~]{1,76}):[ \t]*/.exec(text.slice(cursor, Math.min(end, cursor + 80)));
    if (!match) {
      const blank = text.slice(cursor, end).trim() === '';
      return { headers, body: blank ? end + 1 : cursor };
    }
    while (/^[ \t]/.test(text.charAt(end + 1)) && end + 1 < text.length) {
      end = lineEnd(text, end + 1);
    }
    const from = cursor + match[0].length;
    const to = text.charAt(end - 1) === '\r' ? end - 1 : end;
    const value = text.slice(from, Math.min(to, from + MAX_HEADER_LENGTH)).replace(/\r?\n[ \t]/g, ' ').trim();
    headers.push({ name: (match[1] ?? '').toLowerCase(), value, place: { from: Math.min(from, to), to } });
    cursor = end + 1;
  }
  return { headers, body: cursor };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function decodeBytes(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // An unknown charset label: ASCII is right in all of them, the rest is not an indicator.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function base64Bytes(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/[^A-Za-z0-9+/]/g, '')), (unit) => unit.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** RFC 2047 encoded words. */
export function decodeWords(value: string): string {
  return value
    .replace(/(\?=)[ \t]{1,8}(?==\?)/g, '$1')
    .replace(/=\?([\w-]{1,40})(?:\*[\w-]{1,40})?\?([bq])\?([^?\s]{0,1000})\?=/gi, (whole, charset: string, encoding: string, word: string) => {
      const bytes = encoding.toLowerCase() === 'b'
        ? base64Bytes(word)
        : Uint8Array.from(word.replace(/_/g, ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), (unit) => unit.charCodeAt(0) & 0xff);
      return bytes ? decodeBytes(bytes, charset) : whole;
    });
}

/** RFC 2045 section 6.7; runs of encoded bytes become text together, so that UTF-8 sequences hold. */
export function decodeQuotedPrintable(text: string, from: number, to: number, charset: string): Mapped {
  const builder = new MappedBuilder();
  let cursor = from;
  while (cursor < to) {
    const softBreak = /^=[ \t]{0,8}\r?\n/.exec(text.slice(cursor, Math.min(cursor + 11, to)));
    if (softBreak) {
      cursor += softBreak[0].length;
      continue;
    }
    let end = cursor;
    const bytes: number[] = [];
    while (end < to && /^=[0-9a-f]{2}$/i.test(text.slice(end, end + 3))) {
      bytes.push(parseInt(text.slice(end + 1, end + 3), 16));
      end += 3;
    }
    if (bytes.length > 0) {
      builder.add(decodeBytes(Uint8Array.from(bytes), charset), cursor, end);
      cursor = end;
    } else {
      builder.add(text.charAt(cursor), cursor, cursor + 1);
      cursor += 1;
    }
  }
  return builder.finish(to);
}

function parameter(value: string, name: string): string | undefined {
  const match = new RegExp(`;\\s{0,8}${name}\\s{0,4}=\\s{0,4}(?:"([^"]{1,200})"|([^\\s;"]{1,200}))`, 'i').exec(value);
  return match?.[1] ?? match?.[2];
}

function header(headers: ReadonlyArray<Header>, name: string): string | undefined {
  return headers.find((candidate) => candidate.name === name)?.value;
}

function decodePart(text: string, headers: ReadonlyArray<Header>, from: number, to: number): DecodedPart | undefined {
  const type = header(headers, 'content-type') ?? 'text/plain';
  const encoding = header(headers, 'content-transfer-encoding')?.toLowerCase();
  if (!/^text\//i.test(type)) {
    return undefined;
  }
  const charset = parameter(type, 'charset') ?? 'utf-8';
  if (encoding === 'quoted-printable') {
    return { place: { from, to }, decoded: decodeQuotedPrintable(text, from, to, charset) };
  }
  const bytes = encoding === 'base64' ? base64Bytes(text.slice(from, to)) : undefined;
  if (!bytes) {
    return undefined;
  }
  const builder = new MappedBuilder();
  builder.add(decodeBytes(bytes, charset), from, to);
  return { place: { from, to }, decoded: builder.finish(to) };
}

/** The parts between the boundary lines that the headers of a mail or of one of its parts declare. */
function readParts(text: string, headers: ReadonlyArray<Header>, from: number): DecodedPart[] {
  const boundaries = new Set<string>();
  const remember = (part: ReadonlyArray<Header>): void => {
    const boundary = parameter(header(part, 'content-type') ?? '', 'boundary');
    if (boundary !== undefined) {
      boundaries.add(`--${boundary}`);
    }
  };
  remember(headers);
  const parts: DecodedPart[] = [];
  const finish = (current: { headers: ReadonlyArray<Header>; from: number }, to: number): void => {
    const part = decodePart(text, current.headers, current.from, to);
    if (part && to > current.from) {
      parts.push(part);
    }
  };
  let current = { headers, from };
  let cursor = from;
  let seen = 0;
  while (cursor < text.length && boundaries.size > 0 && seen < MAX_PARTS) {
    const end = lineEnd(text, cursor);
    const line = text.charAt(cursor) === '-' ? text.slice(cursor, Math.min(end, cursor + 210)).trimEnd() : '';
    if (boundaries.has(line) || (line.endsWith('--') && boundaries.has(line.slice(0, -2)))) {
      finish(current, cursor);
      const next = readHeaders(text, end + 1);
      remember(next.headers);
      current = { headers: next.headers, from: next.body };
      seen += 1;
      cursor = Math.max(next.body, end + 1);
    } else {
      cursor = end + 1;
    }
  }
  finish(current, text.length);
  return parts;
}

const TELLING = new Set(['from', 'received', 'subject', 'return-path', 'message-id', 'mime-version', 'delivered-to', 'reply-to']);

/** Reads pasted mail; `undefined` if the text does not begin with the headers of one. */
export function readMail(text: string): Mail | undefined {
  const start = /^\s{0,64}(?:From [^\n]{0,200}\n)?/.exec(text)?.[0].length ?? 0;
  const { headers, body } = readHeaders(text, start);
  const telling = new Set(headers.map(({ name }) => name).filter((name) => TELLING.has(name)));
  if (telling.size < 2) {
    return undefined;
  }
  const labelled = headers.flatMap(({ name, value, place }): Labelled[] => {
    const kind = name === 'subject' ? 'email-subject' : name === 'x-mailer' ? 'email-x-mailer' : undefined;
    return kind && value !== '' ? [{ kind, value: decodeWords(value), place }] : [];
  });
  return { labelled, parts: readParts(text, headers, body) };
}
