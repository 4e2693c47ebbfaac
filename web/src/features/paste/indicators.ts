// Findings that a person has confirmed, as IODEF: indicators, references, systems of an event.
import { element, type Element } from '../xml/write.ts';
import { FAMILIES } from './advisories.ts';
import type { Finding, Kind } from './finding.ts';

/** What a confirmed finding becomes. */
export type Role = 'indicator' | 'source' | 'target';

export interface Confirmed {
  readonly finding: Pick<Finding, 'kind' | 'value' | 'family'>;
  readonly role: Role;
}

export interface IndicatorOptions {
  /** IndicatorID@name: the FQDN of the team. */
  readonly team: string;
  /** A new identifier of the type xs:ID. */
  readonly newId: () => string;
  /** The Description of an indicator that holds `count` values of a kind; undefined for none. */
  readonly describe: (kind: Kind, count: number) => string | undefined;
}

/** XML Signature digest algorithms (RFC 6931 section 2.1, XML Encryption section 5.7). */
export const DIGEST_ALGORITHMS = {
  md5: 'http://www.w3.org/2001/04/xmldsig-more#md5',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
} as const;

/** Address@category values among the kinds. */
const ADDRESSES: readonly Kind[] = ['ipv4-addr', 'ipv4-net', 'ipv4-net-mask', 'ipv6-addr', 'ipv6-net', 'site-uri', 'e-mail', 'mac', 'asn'];

/** Kinds that stand for a host or a party, and so can be the source or target of an event. */
export function canBeSystem(kind: Kind): boolean {
  return kind === 'domain-name' || ADDRESSES.includes(kind);
}

/** The base64 of a digest in hexadecimal. */
export function digestBase64(hex: string): string {
  return btoa(hex.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))));
}

/** A ds:Hash pair for an algorithm of `DIGEST_ALGORITHMS`. */
export function hash(kind: keyof typeof DIGEST_ALGORITHMS, hex: string): Element {
  return element('Hash', {}, [
    element('ds:DigestMethod', { Algorithm: DIGEST_ALGORITHMS[kind] }),
    element('ds:DigestValue', {}, digestBase64(hex)),
  ]);
}

function file(children: Element[]): Element {
  return element('FileData', {}, [element('File', {}, children)]);
}

function address(kind: Kind, value: string): Element {
  return element('Address', { category: kind }, value);
}

// RFC 7970 section 3.19 requires both attributes; the schemas do not.
function domain(name: string): Element {
  return element('DomainData', { 'system-status': 'unknown', 'domain-status': 'unknown' }, [element('Name', {}, name)]);
}

function bulk(kind: Kind, values: readonly string[]): Element {
  return element('BulkObservable', { type: kind }, [element('BulkObservableList', {}, values.join('\n'))]);
}

/** What an Observable holds for the values of one kind; several where values cannot share one. */
function observables(kind: Kind, values: readonly string[]): { content: Element; count: number }[] {
  const each = (make: (value: string) => Element) => values.map((value) => ({ content: make(value), count: 1 }));
  if (kind in DIGEST_ALGORITHMS) {
    const algorithm = kind as keyof typeof DIGEST_ALGORITHMS;
    return each((value) => file([element('HashData', { scope: 'file-contents' }, [hash(algorithm, value)])]));
  }
  if (kind === 'file-name') return each((value) => file([element('FileName', {}, value)]));
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) {
    if (ADDRESSES.includes(kind)) return each((value) => address(kind, value));
    if (kind === 'domain-name') return each(domain);
    if (kind === 'windows-reg-key') {
      return each((value) => element('WindowsRegistryKeysModified', {}, [element('Key', {}, [element('KeyName', {}, value)])]));
    }
  }
  return [{ content: bulk(kind, values), count: values.length }];
}

/** The values by kind, in the order in which kinds and values first stand in the list. */
function byKind(confirmed: readonly Confirmed[]): Map<Kind, string[]> {
  const groups = new Map<Kind, string[]>();
  for (const { finding: { kind, value } } of confirmed) {
    groups.set(kind, [...(groups.get(kind) ?? []), value]);
  }
  return groups;
}

/** IndicatorData with the findings that are indicators; undefined if there are none. */
export function indicatorData(confirmed: readonly Confirmed[], options: IndicatorOptions): Element | undefined {
  const groups = byKind(confirmed.filter(({ finding, role }) => role === 'indicator' && finding.kind !== 'reference'));
  const indicators = [...groups].flatMap(([kind, values]) => observables(kind, values).map(({ content, count }) => {
    const description = options.describe(kind, count);
    return element('Indicator', {}, [
      element('IndicatorID', { name: options.team, version: '1' }, options.newId()),
      description === undefined ? undefined : element('Description', {}, description),
      element('Observable', {}, [content]),
    ]);
  }));
  return indicators.length > 0 ? element('IndicatorData', {}, indicators) : undefined;
}

/** A Reference: by the registered enumeration where there is one (RFC 7495), else by the page and in words. */
export function reference(finding: Pick<Finding, 'value' | 'family'>): Element {
  const family = FAMILIES.find(({ name }) => name === finding.family);
  const url = family?.url(finding.value);
  const name = family?.specIndex === undefined ? undefined
    : element('enum:ReferenceName', { specIndex: String(family.specIndex) }, [element('enum:ID', {}, finding.value)]);
  return element('Reference', {}, [
    name,
    url === undefined ? undefined : element('URL', {}, url),
    name === undefined ? element('Description', {}, finding.value) : undefined,
  ]);
}

/** A Method with all references among the findings; undefined if there are none. */
export function method(confirmed: readonly Confirmed[]): Element | undefined {
  const references = confirmed.filter(({ finding }) => finding.kind === 'reference').map(({ finding }) => reference(finding));
  return references.length > 0 ? element('Method', {}, references) : undefined;
}

/** A System of the category with one address or name. */
export function system(category: 'source' | 'target', kind: Kind, value: string): Element {
  return element('System', { category }, [element('Node', {}, [kind === 'domain-name' ? domain(value) : address(kind, value)])]);
}

/** An EventData whose Flow holds the sources and targets; undefined if there are none. */
export function eventData(confirmed: readonly Confirmed[]): Element | undefined {
  const systems = confirmed.flatMap(({ finding, role }) =>
    (role !== 'indicator' && canBeSystem(finding.kind) ? [system(role, finding.kind, finding.value)] : []));
  return systems.length > 0 ? element('EventData', {}, [element('Flow', {}, systems)]) : undefined;
}
