/**
 * Undoes "defanging": the ways in which people write indicators so that nobody clicks on them.
 * One pass, and every character of the result knows where it stood in the original.
 */

import { MappedBuilder } from './mapped.ts';
import type { Mapped } from './mapped.ts';

/** Substitutions that hold wherever they stand; compared without case. Longest first for a shared beginning. */
const ANYWHERE: ReadonlyArray<readonly [string, string]> = [
  ['[://]', '://'], ['(://)', '://'], ['[:]//', '://'], ['[:/]/', '://'], ['[:]', ':'], ['[::]', '::'], ['[/]', '/'], ['[//]', '//'],
  ['[dot]', '.'], ['(dot)', '.'], ['{dot}', '.'], ['<dot>', '.'], ['[punkt]', '.'], ['(punkt)', '.'],
  ['[d0t]', '.'], ['-dot-', '.'], ['_dot_', '.'],
  ['[.]', '.'], ['(.)', '.'], ['{.}', '.'], ['<.>', '.'], ['[.', '.'], ['.]', '.'], ['[,]', '.'],
  ['[at]', '@'], ['(at)', '@'], ['{at}', '@'], ['<at>', '@'], ['[@]', '@'], ['(@)', '@'], ['{@}', '@'],
  ['-at-', '@'], ['_at_', '@'],
  [' [.] ', '.'], [' (.) ', '.'], [' [dot] ', '.'], [' (dot) ', '.'], [' [at] ', '@'], [' (at) ', '@'],
  ['\uFF0E', '.'], ['\u3002', '.'], ['\uFF61', '.'],
];

/** Scheme names as they are disguised; only replaced at the start of a word and before `:` or `[`. */
const SCHEMES: ReadonlyArray<readonly [string, string]> = [
  ['hxxps', 'https'], ['hxxp', 'http'], ['hxtps', 'https'], ['hxtp', 'http'], ['htxps', 'https'], ['htxp', 'http'],
  ['httx', 'http'], ['h**ps', 'https'], ['h**p', 'http'], ['meows', 'https'], ['meow', 'http'],
  ['fxps', 'ftps'], ['fxp', 'ftp'],
];

interface Substitution {
  readonly from: string;
  readonly to: string;
  readonly needs: 'nothing' | 'neighbours' | 'scheme-end';
}

/** The substitutions by the character they begin with: any other character is copied at once. */
const BY_FIRST = new Map<string, Substitution[]>();

// A half-open bracket or a word in hyphens is a disguise only between two halves of a name, and "[::]" else an address.
for (const [from, to] of ANYWHERE) {
  const needs = ['[.', '.]', '[,]', '[::]'].includes(from) || /^[-_]/.test(from) ? 'neighbours' : 'nothing';
  BY_FIRST.set(from.charAt(0), [...(BY_FIRST.get(from.charAt(0)) ?? []), { from, to, needs }]);
}
for (const [from, to] of SCHEMES) {
  BY_FIRST.set(from.charAt(0), [...(BY_FIRST.get(from.charAt(0)) ?? []), { from, to, needs: 'scheme-end' }]);
}

function isWordCharacter(unit: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(unit);
}

function holds(text: string, at: number, { from, needs }: Substitution): boolean {
  if (text.slice(at, at + from.length).toLowerCase() !== from) {
    return false;
  }
  const before = text.charAt(at - 1);
  const end = at + from.length;
  switch (needs) {
    case 'nothing':
      return true;
    case 'neighbours':
      return isWordCharacter(before) && isWordCharacter(text.charAt(end));
    case 'scheme-end':
      return !isWordCharacter(before) && (text.charAt(end) === ':' || /^[[(]:/.test(text.slice(end, end + 2)));
  }
}

/** Rewrites `text` in its refanged form. Linear in the length: each place tries a fixed list once. */
export function refang(text: string): Mapped {
  const builder = new MappedBuilder();
  let at = 0;
  while (at < text.length) {
    const unit = text.charAt(at);
    const found = BY_FIRST.get(unit.toLowerCase())?.find((substitution) => holds(text, at, substitution));
    const end = at + (found?.from.length ?? 1);
    builder.add(found?.to ?? unit, at, end);
    at = end;
  }
  return builder.finish(text.length);
}
