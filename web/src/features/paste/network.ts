/**
 * Recognisers for what the network shows: URLs, addresses, names, mail addresses, MAC and AS numbers.
 * Every repetition in every pattern is bounded, so the time is linear in the length of the text.
 */
import { formatIpv6, hasHostBits, isContiguousMask, parseIpv4, parseIpv6, reservedAsn, reservedIpv4, reservedIpv6 } from './address.ts';
import type { Reserved } from './address.ts';
import { judgeName, reservedName } from './domain.ts';
import type { Candidate, Note } from './finding.ts';
import { trimEnd } from './trim.ts';

const SCHEMES = 'https?|ftps?|sftp|tftp|ssh|telnet|ldaps?|rtsp|wss?|smb|file|ircs?|tcp|udp|rdp|git|socks[45]?';
// "](" is between the text and the target of a link in Markdown.
const URL_PATTERN = new RegExp(`(?<![a-z0-9])(?:${SCHEMES})://(?:[^\\s<>"'\`\\]\\u0000-\\u001f]|\\](?!\\()){1,2048}`, 'gi');
const BARE_URL_PATTERN = /(?<![\w.@/\\-])(?:[\p{L}\p{N}_-]{1,63}\.){1,10}[\p{L}]{2,24}(?::\d{1,5})?\/(?:[^\s<>"'`\]\u0000-\u001f]|\](?!\()){0,2048}/giu;
const EMAIL_PATTERN = /(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,10}[\p{L}\p{N}-]{2,63}/giu;
const DOTTED = String.raw`(?:\d{1,3}\.){3}\d{1,3}`;
// A hyphen stands between the first and the last address of a range, and elsewhere it makes a name.
const IPV4_PATTERN = new RegExp(
  String.raw`(?:(?<![\w.-])|(?<=(?<![\w.-])${DOTTED}-))${DOTTED}(?:\/(?:${DOTTED}|\d{1,2})|:\d{1,5})?(?!\w|\.\d|-(?!${DOTTED}(?![\w-]|\.\d)))`, 'g');
const IPV6_PATTERN = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4})(?:\/\d{1,3})?(?![\w:])/gi;
const MAC_PATTERN = /(?<![\w:.-])(?:[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![\w:-]|\.[0-9a-f])/gi;
const ASN_PATTERN = /(?<![\w-])ASN?[ #:]{0,2}(\d{1,10})(?![\w.-]*\w)/gi;
const NAME_PATTERN = /(?<![\p{L}\p{N}_.@/\\-])(?:[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?\.){1,10}(?:xn--[a-z0-9-]{1,59}|\p{L}[\p{L}\p{M}]{1,23}|7z)(?![\p{L}\p{N}_@-]|\.[\p{L}\p{N}])/giu;

function hostReserved(url: string): Reserved | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url)?.[1] ?? '';
  const ipv4 = parseIpv4(host);
  const ipv6 = host.startsWith('[') ? parseIpv6(host.slice(1, -1)) : undefined;
  if (ipv4 !== undefined) {
    return reservedIpv4(ipv4);
  }
  return ipv6 ? reservedIpv6(ipv6) : reservedName(host.toLowerCase());
}

/** Half a surrogate pair has no UTF-8 form. */
function wellFormed(text: string): string {
  return text.replace(/^[\uD800-\uDFFF]$/, '\uFFFD');
}

/**
 * Percent-encodes what RFC 3986 does not let stand in a URI, and leaves the rest as it was written. Brackets
 * stand around an address as the host, and "#" before the fragment, and nowhere else.
 */
export function encodeUri(url: string): string {
  const [, before = '', host = '', behind = '', fragment = ''] = PARTS.exec(url) ?? [];
  const percent = (part: string, not = NOT_URI): string => part.replace(not, (found) => encodeURIComponent(wellFormed(found)));
  return percent(before) + percent(host, NOT_HOST) + percent(behind) + (fragment === '' ? '' : `#${percent(fragment.slice(1))}`);
}

/** Scheme and userinfo, the host, what is behind it, the fragment. */
const PARTS = /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?)?([^/?#]*)([^#]*)(.*)$/is;
const NOT_URI = /[^A-Za-z0-9_\-.~:/?@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})/gu;
const NOT_HOST = /[^A-Za-z0-9_\-.~:/?@!$&'()*+,;=%[\]]|%(?![0-9A-Fa-f]{2})/gu;

function uri(written: string, from: number, schemeAdded: boolean): Candidate | undefined {
  const trimmed = trimEnd(written);
  const [, scheme = '', userinfo = '', host = ''] = /^([a-z0-9]+:\/\/)?([^/?#]*@)?([^/?#]*)/i.exec(trimmed) ?? [];
  // RFC 3986 section 6.2.2.1: scheme and host only.
  const canonical = `${(schemeAdded ? 'http://' : scheme).toLowerCase()}${userinfo}${host.toLowerCase()}${trimmed.slice(scheme.length + userinfo.length + host.length)}`;
  const value = encodeUri(canonical);
  if (host === '' && !/^file:/i.test(scheme)) {
    return undefined;
  }
  const notes: Note[] = [];
  if (schemeAdded) {
    notes.push('scheme-added');
  }
  if (value !== canonical) {
    notes.push('encoded');
  }
  if (!URL.canParse(value)) {
    notes.push('invalid-uri');
  }
  if (written.length >= 2048) {
    notes.push('cut');
  }
  const reserved = hostReserved(value);
  return { kind: 'site-uri', value, from, to: from + trimmed.length, notes, ...(reserved && { reserved }) };
}

/** URLs with a scheme, then names that are followed by a path. */
export function* urls(text: string): Generator<Candidate> {
  for (const match of text.matchAll(URL_PATTERN)) {
    const found = uri(match[0], match.index, false);
    if (found) {
      yield found;
    }
  }
}

/** A name with a path but no scheme, as in `example.com/login`. */
export function* bareUrls(text: string): Generator<Candidate> {
  for (const match of text.matchAll(BARE_URL_PATTERN)) {
    const host = match[0].split(/[:/]/, 1)[0] ?? '';
    const verdict = judgeName(host.toLowerCase(), host);
    const found = verdict?.kind === 'domain-name' && verdict.doubt === undefined ? uri(match[0], match.index, true) : undefined;
    if (found) {
      yield found;
    }
  }
}

/** Mail addresses. The local part keeps its case (RFC 5321 section 2.4), the domain does not. */
export function* emails(text: string): Generator<Candidate> {
  for (const match of text.matchAll(EMAIL_PATTERN)) {
    const at = match[0].lastIndexOf('@');
    const skipped = /^[.'`=/{|-]*/.exec(match[0])?.[0].length ?? 0;
    const domain = match[0].slice(at + 1).toLowerCase();
    const verdict = judgeName(domain, domain);
    if (verdict && skipped < at) {
      const value = `${match[0].slice(skipped, at)}@${domain}`;
      yield { kind: 'e-mail', value, from: match.index + skipped, to: match.index + match[0].length, ...(verdict.reserved && { reserved: verdict.reserved }) };
    }
  }
}

function ipv4(written: string, from: number, before: string): Candidate | undefined {
  const [, host = '', separator = '', rest = ''] = /^([\d.]+)([/:]?)(.*)$/.exec(written) ?? [];
  const address = parseIpv4(host);
  if (address === undefined) {
    return undefined;
  }
  const reserved = reservedIpv4(address);
  const notes: Note[] = [];
  let kind: Candidate['kind'] = 'ipv4-addr';
  let value = host;
  let to = from + written.length;
  if (separator === '/' && rest.includes('.')) {
    const mask = parseIpv4(rest);
    if (mask === undefined) {
      return undefined;
    }
    kind = 'ipv4-net-mask';
    value = written;
    if (!isContiguousMask(mask)) {
      notes.push('mask-not-contiguous');
    }
  } else if (separator === '/' && Number(rest) <= 32) {
    kind = 'ipv4-net';
    value = `${host}/${Number(rest)}`;
    if (hasHostBits(address, Number(rest))) {
      notes.push('host-bits');
    }
  } else if (separator === ':' && Number(rest) <= 65535) {
    notes.push('port');
  } else if (separator !== '') {
    to = from + host.length;
  }
  if (/(?:version|release|build|\bv|\bver\.?)[ :=]*$/i.test(before)) {
    notes.push('version-like');
  }
  return { kind, value, from, to, notes, ...(reserved && { reserved }) };
}

/** IPv4 addresses and networks, by prefix or by mask; a port is left out and noted. */
export function* ipv4Addresses(text: string): Generator<Candidate> {
  for (const match of text.matchAll(IPV4_PATTERN)) {
    const found = ipv4(match[0], match.index, text.slice(Math.max(0, match.index - 12), match.index));
    if (found) {
      yield found;
    }
  }
}

/** IPv6 addresses and networks in the form of RFC 5952. */
export function* ipv6Addresses(text: string): Generator<Candidate> {
  for (const match of text.matchAll(IPV6_PATTERN)) {
    const [host = '', prefix] = match[0].split('/');
    const groups = parseIpv6(host);
    // Words of the letters a to f and colons are more often a name in a program than an address.
    if (!groups || !/\d/.test(host)) {
      continue;
    }
    const reserved = reservedIpv6(groups);
    const net = prefix !== undefined && Number(prefix) <= 128;
    const value = net ? `${formatIpv6(groups)}/${Number(prefix)}` : formatIpv6(groups);
    yield { kind: net ? 'ipv6-net' : 'ipv6-addr', value, from: match.index, to: match.index + (net ? match[0].length : host.length), ...(reserved && { reserved }) };
  }
}

/** MAC addresses in the colon form. */
export function* macAddresses(text: string): Generator<Candidate> {
  for (const match of text.matchAll(MAC_PATTERN)) {
    const digits = match[0].replace(/[^0-9a-f]/gi, '').toLowerCase();
    yield { kind: 'mac', value: (digits.match(/../g) ?? []).join(':'), from: match.index, to: match.index + match[0].length };
  }
}

/** Autonomous system numbers, `AS64496` or `ASN 64496`. */
export function* asNumbers(text: string): Generator<Candidate> {
  for (const match of text.matchAll(ASN_PATTERN)) {
    const asn = Number(match[1]);
    if (asn <= 4294967295 && (/^AS/.test(match[0]) || /^asn?\d/.test(match[0]))) {
      const reserved = reservedAsn(asn);
      yield { kind: 'asn', value: String(asn), from: match.index, to: match.index + match[0].length, ...(reserved && { reserved }) };
    }
  }
}

/** Domain names, and the names of files. */
export function* names(text: string): Generator<Candidate> {
  for (const match of text.matchAll(NAME_PATTERN)) {
    const value = match[0].toLowerCase();
    const verdict = judgeName(value, match[0]);
    if (verdict) {
      yield {
        kind: verdict.kind,
        value: verdict.kind === 'file-name' ? match[0] : value,
        from: match.index,
        to: match.index + match[0].length,
        notes: verdict.doubt ? [verdict.doubt] : [],
        ...(verdict.reserved && { reserved: verdict.reserved }),
      };
    }
  }
}
