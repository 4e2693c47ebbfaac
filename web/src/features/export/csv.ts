// Indicators as CSV (RFC 4180) that a spreadsheet opens without running anything.
import { toHex } from '../hex.ts';
import { DIGEST_ALGORITHMS } from '../paste/indicators.ts';
import { attribute, children, descendants, enumValue, textOf, type TreeNode } from '../tree.ts';

export interface IndicatorRow {
  readonly incident: string;
  /** IndicatorID, or the category of the System it stands in. */
  readonly indicator: string;
  readonly kind: string;
  readonly value: string;
  readonly description: string;
  readonly start: string;
  readonly end: string;
}

export interface IndicatorRows {
  readonly rows: readonly IndicatorRow[];
  /** How many further rows there would be. */
  readonly omitted: number;
}

export const MAX_ROWS = 1_000_000;
/** The longest table, in characters. */
export const MAX_LENGTH = 64 * 1024 * 1024;
/** The most characters of what many rows repeat. */
export const MAX_REPEATED = 1_000;

/** RFC 5070, whose addresses are of IPv4 where nothing is said (section 3.16.1), and whose names of hosts are NodeName (section 3.16). */
const IODEF_1 = 'urn:ietf:params:xml:ns:iodef-1.0';

const COLUMNS = ['incident', 'indicator', 'kind', 'value', 'description', 'start', 'end'] as const satisfies readonly (keyof IndicatorRow)[];

/** Signs with which spreadsheets begin a formula, in ASCII and full width. */
const SIGNS = new Set('=+-@\uff1d\uff0b\uff0d\uff20');
/** What may stand before a sign without taking its force. */
const SKIPPED = /[\s"'\u200b-\u200f\u2060\ufeff]/;
/** Separators in one country or another, and line ends: a cell begins behind each, since quotes count only at the beginning of a cell. */
const SEPARATORS = new Set(';|\t\r\n');

/** The text with an apostrophe at the beginning of whatever some spreadsheet may take for a cell with a formula. */
function inert(text: string): string {
  const parts: string[] = [];
  let end = text.length;
  // From the end: whether what follows, without what is skipped, begins with a sign.
  let armed = false;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const unit = text.charAt(at);
    if (armed && SEPARATORS.has(unit)) {
      parts.push(`'${text.slice(at + 1, end)}`);
      end = at + 1;
      armed = false;
    } else if (SIGNS.has(unit)) armed = true;
    else if (!SKIPPED.test(unit)) armed = false;
  }
  parts.push(`${armed || /^[\t\r\n]/.test(text) ? "'" : ''}${text.slice(0, end)}`);
  return parts.reverse().join('');
}

/** One field: apostrophes keep formulas text, quotes keep separators and line ends inside. */
export function csvField(value: string): string {
  // A NUL ends the field for some readers.
  const clean = inert(value.replace(/\0/g, '\uFFFD'));
  return /[",;|\t\r\n']/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
}

function hex(base64: string): string {
  try {
    return toHex(Uint8Array.from(atob(base64.replace(/\s/g, '')), (unit) => unit.charCodeAt(0)));
  } catch {
    // Not base64: shown as it stands.
    return base64;
  }
}

function hashKind(node: TreeNode): string {
  const algorithm = children(node, 'DigestMethod').map((method) => attribute(method, 'Algorithm'))[0] ?? '';
  const known = Object.entries(DIGEST_ALGORITHMS).find(([, uri]) => uri === algorithm);
  return known ? known[0] : algorithm;
}

/** The observable values of a node, each with its kind. */
function* values(node: TreeNode): Generator<[string, string]> {
  const text = node.text.trim();
  switch (node.name) {
    case 'Address':
      yield [enumValue(node, 'category') ?? (node.namespace === IODEF_1 ? 'ipv4-addr' : 'ipv6-addr'), text];
      return;
    case 'NodeName':
      yield ['domain-name', text];
      return;
    case 'DomainData':
      yield ['domain-name', textOf(node, 'Name')];
      break;
    case 'BulkObservable': {
      const kind = repeated(enumValue(node, 'type') ?? '');
      for (const line of textOf(node, 'BulkObservableList').split(/\r?\n/)) {
        if (line.trim() !== '') yield [kind, line.trim()];
      }
      return;
    }
    case 'Hash':
      yield [hashKind(node), hex(textOf(node, 'DigestValue'))];
      return;
    case 'FileName':
      yield ['file-name', text];
      return;
    case 'KeyName':
      yield ['windows-reg-key', text];
      return;
    case 'EmailTo': case 'EmailFrom':
      yield ['e-mail', text];
      return;
    case 'EmailSubject':
      yield ['email-subject', text];
      return;
    case 'EmailX-Mailer':
      yield ['email-x-mailer', text];
      return;
    case 'URL':
      yield ['site-uri', text];
      return;
    default:
  }
  for (const each of node.children) yield* values(each);
}

/** The first characters, with an ellipsis if there were more. */
function repeated(text: string): string {
  return text.length > MAX_REPEATED ? `${text.slice(0, MAX_REPEATED).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

function* ofIncident(incident: TreeNode): Generator<IndicatorRow> {
  const id = repeated(textOf(incident, 'IncidentID'));
  for (const indicator of descendants(incident, 'Indicator')) {
    const row = {
      incident: id, indicator: repeated(textOf(indicator, 'IndicatorID')), description: repeated(textOf(indicator, 'Description')),
      start: repeated(textOf(indicator, 'StartTime')), end: repeated(textOf(indicator, 'EndTime')),
    };
    const observables = indicator.children.filter(({ name }) => name === 'Observable' || name === 'IndicatorExpression');
    for (const observable of observables) {
      for (const [kind, value] of values(observable)) if (value !== '') yield { ...row, kind, value };
    }
  }
  for (const event of children(incident, 'EventData')) {
    const [start, end] = [repeated(textOf(event, 'StartTime')), repeated(textOf(event, 'EndTime'))];
    for (const system of descendants(event, 'System')) {
      const row = { incident: id, indicator: repeated(enumValue(system, 'category') ?? ''), description: repeated(textOf(system, 'Description')), start, end };
      for (const node of children(system, 'Node')) {
        for (const [kind, value] of values(node)) if (value !== '') yield { ...row, kind, value };
      }
    }
  }
}

/** What a document names as indicators, and the systems of its events, without repetitions. */
export function indicatorRows(document: TreeNode): IndicatorRows {
  const rows: IndicatorRow[] = [];
  let omitted = 0;
  const isNew = noticer();
  for (const incident of descendants(document, 'Incident')) {
    for (const row of ofIncident(incident)) {
      if (rows.length === MAX_ROWS) omitted += 1;
      else if (isNew(row)) rows.push(row);
    }
  }
  return { rows, omitted };
}

/** Tells whether a row is met for the first time; what many rows repeat is remembered once. */
function noticer(): (row: IndicatorRow) => boolean {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const seen = new Set<string>();
  return ({ value, ...around }) => {
    const key = `${Object.values(around).map(numberOf).join(' ')} ${value}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  };
}

/** The rows with a heading line, as many as fit. `mark` begins the file so that spreadsheets read UTF-8. */
export function toCsv({ rows, omitted }: IndicatorRows, options: { mark: boolean }): { text: string; omitted: number } {
  const lines = [`${options.mark ? '\uFEFF' : ''}${COLUMNS.join(',')}\r\n`];
  let length = 0;
  for (const row of rows) {
    const line = `${COLUMNS.map((column) => csvField(row[column])).join(',')}\r\n`;
    length += line.length;
    if (length > MAX_LENGTH) break;
    lines.push(line);
  }
  return { text: lines.join(''), omitted: omitted + rows.length - (lines.length - 1) };
}
