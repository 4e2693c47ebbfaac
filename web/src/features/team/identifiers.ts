// Identifiers of incidents and indicators: by the team's pattern, from randomness that is passed in.

/** Fills an array with random bytes; `crypto.getRandomValues` is one. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** Letters and digits that nobody confuses when reading aloud (Crockford's base 32, lower case). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** 60 bits: among a million identifiers two are the same with a probability below one in a million. */
const RANDOM_LENGTH = 12;
const MIN_RANDOM_LENGTH = 8;
const MAX_RANDOM_LENGTH = 32;
const MAX_PATTERN_LENGTH = 100;

export const DEFAULT_PATTERN = '{yyyy}{mm}{dd}-{random}';

const TOKEN = /\{(yyyy|yy|mm|dd|seq|random)(?::(\d{1,2}))?\}/g;

/** Why a pattern cannot be used; ids of messages. */
export type PatternFault = 'pattern-too-long' | 'pattern-unknown-token' | 'pattern-not-unique' | 'pattern-random-length' | 'pattern-characters';

/** Checks a pattern: literal text and {yyyy} {yy} {mm} {dd} {seq} {seq:5} {random} {random:16}. */
export function patternFault(pattern: string): PatternFault | undefined {
  const literal = pattern.replace(TOKEN, '');
  const tokens = [...pattern.matchAll(TOKEN)];
  const lengths = tokens.filter(([, name]) => name === 'random').map(([, , length]) => Number(length ?? RANDOM_LENGTH));
  if (pattern.length > MAX_PATTERN_LENGTH) return 'pattern-too-long';
  if (/[{}]/.test(literal)) return 'pattern-unknown-token';
  if (!/^[\w.:/#+ -]*$/.test(literal) || pattern !== pattern.trim()) return 'pattern-characters';
  if (lengths.some((length) => length < MIN_RANDOM_LENGTH || length > MAX_RANDOM_LENGTH)) return 'pattern-random-length';
  if (!tokens.some(([, name]) => name === 'seq' || name === 'random')) return 'pattern-not-unique';
  return undefined;
}

/** Random characters of the alphabet, five bits each. */
export function randomText(length: number, random: RandomBytes): string {
  return Array.from(random(new Uint8Array(length)), (byte) => ALPHABET.charAt(byte & 31)).join('');
}

/** What {seq} stands for: no counter is shared between the browsers of a team, so it is the second of the year. */
export function sequenceAt(now: Date): number {
  return Math.floor((now.getTime() - Date.UTC(now.getUTCFullYear(), 0)) / 1_000);
}

/** An IncidentID for `now`; `sequence` is the number that {seq} stands for. */
export function incidentId(pattern: string, now: Date, sequence: number, random: RandomBytes): string {
  const fault = patternFault(pattern);
  if (fault) throw new RangeError(fault);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return pattern.replace(TOKEN, (_, name: string, length: string | undefined) => {
    switch (name) {
      case 'yyyy': return pad(now.getFullYear(), 4);
      case 'yy': return pad(now.getFullYear() % 100, 2);
      case 'mm': return pad(now.getMonth() + 1, 2);
      case 'dd': return pad(now.getDate(), 2);
      case 'seq': return pad(sequence, Number(length ?? 1));
      default: return randomText(Number(length ?? RANDOM_LENGTH), random);
    }
  });
}

/** An IndicatorID: an xs:ID must begin with a letter. */
export function indicatorId(random: RandomBytes): string {
  return `i-${randomText(16, random)}`;
}
