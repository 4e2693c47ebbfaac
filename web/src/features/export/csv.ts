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
    case 'BulkObservable':
      for (const line of textOf(node, 'BulkObservableList').split(/\r?\n/)) {
        if (line.trim() !== '') yield [enumValue(node, 'type') ?? '', line.trim()];
      }
      return;
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

function* ofIncident(incident: TreeNode): Generator<IndicatorRow> {
  const id = textOf(incident, 'IncidentID');
  for (const indicator of descendants(incident, 'Indicator')) {
    const row = {
      incident: id, indicator: textOf(indicator, 'IndicatorID'), description: textOf(indicator, 'Description'),
      start: textOf(indicator, 'StartTime'), end: textOf(indicator, 'EndTime'),
    };
    const observables = indicator.children.filter(({ name }) => name === 'Observable' || name === 'IndicatorExpression');
    for (const observable of observables) {
      for (const [kind, value] of values(observable)) if (value !== '') yield { ...row, kind, value };
    }
  }
  for (const event of children(incident, 'EventData')) {
    for (const system of descendants(event, 'System')) {
      const row = { incident: id, indicator: enumValue(system, 'category') ?? '', description: textOf(system, 'Description'), start: textOf(event, 'StartTime'), end: textOf(event, 'EndTime') };
      for (const node of children(system, 'Node')) {
        for (const [kind, value] of values(node)) if (value !== '') yield { ...row, kind, value };
      }
    }
  }
}

/** What a document names as indicators, and the systems of its events, without repetitions. */
export function indicatorRows(document: TreeNode): IndicatorRow[] {
  const seen = new Set<string>();
  return [...descendants(document, 'Incident')].flatMap((incident) => [...ofIncident(incident)]).filter((row) => {
    const key = JSON.stringify(row);
    return !seen.has(key) && seen.add(key);
  });
}

/** The rows with a heading line. `mark` begins the file so that spreadsheets read UTF-8. */
export function toCsv(rows: readonly IndicatorRow[], options: { mark: boolean }): string {
  const lines = [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => csvField(row[column])).join(','))];
  return `${options.mark ? '\uFEFF' : ''}${lines.join('\r\n')}\r\n`;
}
