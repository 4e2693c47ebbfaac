/** Internet addresses as text: reading, the RFC 5952 form, and which blocks are not public. */

/** Why an address or name is no public one (IANA special-purpose registries, RFC 6890, RFC 6761). */
export type Reserved =
  | 'private' | 'loopback' | 'link-local' | 'shared' | 'documentation' | 'benchmark' | 'multicast' | 'reserved' | 'unspecified' | 'special-name';

const IPV4_BLOCKS: ReadonlyArray<readonly [string, number, Reserved]> = [
  ['0.0.0.0', 8, 'unspecified'], ['10.0.0.0', 8, 'private'], ['100.64.0.0', 10, 'shared'], ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'], ['172.16.0.0', 12, 'private'], ['192.0.0.0', 24, 'reserved'], ['192.0.2.0', 24, 'documentation'],
  ['192.168.0.0', 16, 'private'], ['198.18.0.0', 15, 'benchmark'], ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'], ['224.0.0.0', 4, 'multicast'], ['240.0.0.0', 4, 'reserved'],
];

const IPV6_BLOCKS: ReadonlyArray<readonly [string, number, Reserved]> = [
  ['::', 128, 'unspecified'], ['::1', 128, 'loopback'], ['64:ff9b:1::', 48, 'private'], ['100::', 64, 'reserved'], ['2001:db8::', 32, 'documentation'],
  ['3fff::', 20, 'documentation'], ['fc00::', 7, 'private'], ['fe80::', 10, 'link-local'], ['ff00::', 8, 'multicast'],
];

/** The prefix of IPv4-mapped addresses (RFC 4291 section 2.5.5.2). */
const MAPPED = [0, 0, 0, 0, 0, 0xffff];

/** Reads dotted decimal; octets above 255 and leading zeros (octal to some readers) are refused. */
export function parseIpv4(text: string): number | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) {
    return undefined;
  }
  let value = 0;
  for (const octet of octets) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) {
      return undefined;
    }
    value = value * 256 + Number(octet);
  }
  return value;
}

/** Reads RFC 4291 section 2.2 text into eight groups. */
export function parseIpv6(text: string): number[] | undefined {
  if (text.length > 45 || text.length < 2) {
    return undefined;
  }
  const halves = text.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  // An IPv4 address may only end the text, so not the half before `::`.
  const read = (half: string, last: boolean): number[] | undefined => {
    if (half === '') {
      return [];
    }
    const groups: number[] = [];
    const parts = half.split(':');
    for (const [index, part] of parts.entries()) {
      if (last && index === parts.length - 1 && part.includes('.')) {
        const embedded = parseIpv4(part);
        if (embedded === undefined) {
          return undefined;
        }
        groups.push(Math.floor(embedded / 65536), embedded % 65536);
      } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
        groups.push(parseInt(part, 16));
      } else {
        return undefined;
      }
    }
    return groups;
  };
  const head = read(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? read(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) {
    return undefined;
  }
  if (halves.length === 1) {
    return head.length === 8 ? head : undefined;
  }
  const missing = 8 - head.length - tail.length;
  return missing >= 1 ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined;
}

/**
 * RFC 5952 section 4: lower case, no leading zeros, the first longest run of two or more zero groups as `::`;
 * section 5: the IPv4 address of an IPv4-mapped one as such.
 */
export function formatIpv6(groups: ReadonlyArray<number>): string {
  if (commonPrefix(groups, MAPPED, 96)) {
    return `::ffff:${groups.slice(6).map((group) => `${group >> 8}.${group & 255}`).join('.')}`;
  }
  let best = { at: -1, length: 1 };
  let at = 0;
  while (at < groups.length) {
    let length = 0;
    while (groups[at + length] === 0) {
      length += 1;
    }
    if (length > best.length) {
      best = { at, length };
    }
    at += Math.max(length, 1);
  }
  const hex = (part: ReadonlyArray<number>): string => part.map((group) => group.toString(16)).join(':');
  if (best.at < 0) {
    return hex(groups);
  }
  return `${hex(groups.slice(0, best.at))}::${hex(groups.slice(best.at + best.length))}`;
}

/** The special block an IPv4 address is in, if any. */
export function reservedIpv4(address: number): Reserved | undefined {
  for (const [network, prefix, kind] of IPV4_BLOCKS) {
    const size = 2 ** (32 - prefix);
    if (Math.floor(address / size) === Math.floor((parseIpv4(network) ?? 0) / size)) {
      return kind;
    }
  }
  return undefined;
}

function commonPrefix(a: ReadonlyArray<number>, b: ReadonlyArray<number>, bits: number): boolean {
  for (let index = 0; index * 16 < bits; index += 1) {
    const shift = Math.max(0, 16 - (bits - index * 16));
    if (((a[index] ?? 0) >> shift) !== ((b[index] ?? 0) >> shift)) {
      return false;
    }
  }
  return true;
}

/** The special block an IPv6 address is in, if any; an IPv4-mapped address counts as its IPv4 address. */
export function reservedIpv6(groups: ReadonlyArray<number>): Reserved | undefined {
  if (commonPrefix(groups, MAPPED, 96)) {
    return reservedIpv4((groups[6] ?? 0) * 65536 + (groups[7] ?? 0));
  }
  for (const [network, prefix, kind] of IPV6_BLOCKS) {
    if (commonPrefix(groups, parseIpv6(network) ?? [], prefix)) {
      return kind;
    }
  }
  return undefined;
}

/** True if a dotted mask is ones followed by zeros. */
export function isContiguousMask(mask: number): boolean {
  const inverted = 2 ** 32 - 1 - mask;
  return Number.isInteger(Math.log2(inverted + 1));
}

/** True if bits behind the prefix are set, as in `192.0.2.7/24`. */
export function hasHostBits(address: number, prefix: number): boolean {
  return address % 2 ** (32 - prefix) !== 0;
}

/** Autonomous system numbers that nobody announces (RFC 7249, RFC 5398, RFC 6996). */
export function reservedAsn(asn: number): Reserved | undefined {
  if (asn === 0 || asn === 23456 || asn === 65535 || asn === 4294967295) {
    return 'reserved';
  }
  if ((asn >= 64496 && asn <= 64511) || (asn >= 65536 && asn <= 65551)) {
    return 'documentation';
  }
  return (asn >= 64512 && asn <= 65534) || asn >= 4200000000 ? 'private' : undefined;
}
