/** Pasted tables: columns whose heading says what no recogniser can tell from the value alone. */
import type { Kind, Labelled } from './finding.ts';

const MAX_COLUMNS = 256;
const MAX_ROWS = 100_000;
const MAX_VALUE_LENGTH = 2048;

/** Headings in lower case without anything but letters. Columns with other headings are read as text. */
const HEADINGS: ReadonlyMap<string, Kind> = new Map(Object.entries<Kind>({
  mutex: 'mutex', mutexname: 'mutex', useragent: 'http-user-agent', httpuseragent: 'http-user-agent', agent: 'http-user-agent',
  path: 'file-path', filepath: 'file-path', filename: 'file-name', file: 'file-name', username: 'user-name', user: 'user-name',
  account: 'user-name', subject: 'email-subject', emailsubject: 'email-subject', xmailer: 'email-x-mailer', requesturi: 'http-request-uri',
}));

/** Headings that make a first line a heading, without giving their column a kind. */
const OTHER_HEADINGS = new Set(
  ('ip ipaddress address sourceip destinationip src dst srcip dstip domain host hostname url uri email mail hash md sha type value indicator ioc ' +
    'description date time timestamp firstseen lastseen port protocol comment tags source destination category').split(' '),
);

interface Field {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** RFC 4180 fields of one record that begins at `at`, and where the next one begins. */
function readRecord(text: string, at: number, delimiter: string): { fields: Field[]; next: number } {
  const fields: Field[] = [];
  let cursor = at;
  for (;;) {
    const quoted = text.charAt(cursor) === '"';
    const from = quoted ? cursor + 1 : cursor;
    let end = from;
    if (quoted) {
      while (end < text.length && (text.charAt(end) !== '"' || text.charAt(end + 1) === '"')) {
        end += text.charAt(end) === '"' ? 2 : 1;
      }
      cursor = end + 1;
    }
    while (cursor < text.length && text.charAt(cursor) !== delimiter && text.charAt(cursor) !== '\n') {
      cursor += 1;
    }
    if (!quoted) {
      end = text.charAt(cursor - 1) === '\r' && cursor > from ? cursor - 1 : cursor;
    }
    if (fields.length < MAX_COLUMNS) {
      fields.push({ value: text.slice(from, end).replaceAll('""', '"'), from, to: end });
    }
    if (text.charAt(cursor) !== delimiter) {
      return { fields, next: cursor + 1 };
    }
    cursor += 1;
  }
}

function heading(field: Field): string {
  return field.value.toLowerCase().replace(/[^a-z]/g, '');
}

function delimiterOf(line: string): string | undefined {
  return ['\t', ';', ',', '|'].find((delimiter) => {
    const names = readRecord(line, 0, delimiter).fields.map(heading);
    const known = names.filter((name) => HEADINGS.has(name) || OTHER_HEADINGS.has(name)).length;
    return names.length >= 2 && known * 2 >= names.length;
  });
}

/** The labelled values of a table with a heading line; `undefined` if the text is no such table. */
export function readTable(text: string): Labelled[] | undefined {
  const lineEnd = text.indexOf('\n');
  const delimiter = lineEnd > 0 && lineEnd < 4096 ? delimiterOf(text.slice(0, lineEnd)) : undefined;
  if (delimiter === undefined) {
    return undefined;
  }
  const labelled: Labelled[] = [];
  const first = readRecord(text, 0, delimiter);
  const kinds = first.fields.map((field) => HEADINGS.get(heading(field)));
  let at = first.next;
  for (let row = 0; row < MAX_ROWS && at < text.length; row += 1) {
    const { fields, next } = readRecord(text, at, delimiter);
    for (const [column, field] of fields.entries()) {
      const kind = kinds[column];
      const value = field.value.replace(/\s+/g, ' ').trim();
      if (kind && value !== '' && value !== '-' && value.length <= MAX_VALUE_LENGTH) {
        labelled.push({ kind, value, place: { from: field.from, to: field.to } });
      }
    }
    at = next;
  }
  return labelled;
}
