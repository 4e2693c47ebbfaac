// A new text as one edit of the old one: what is the same at both ends stays.

export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The smallest range that has to be replaced, in UTF-16 units, never between two halves of a character. */
export function replacement(before: string, after: string): Replacement {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (isHigh(before.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end += 1;
  if (isLow(before.charCodeAt(before.length - end))) end -= 1;
  return { from: start, to: before.length - end, text: after.slice(start, after.length - end) };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
