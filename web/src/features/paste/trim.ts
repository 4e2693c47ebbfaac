/** Where an indicator ends and the sentence around it goes on. */

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Takes sentence punctuation and unmatched closing brackets off the end of what was found in running text. */
export function trimEnd(text: string): string {
  const counts = new Map<string, number>();
  for (const unit of text) {
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let end = text.length;
  for (; end > 0; end -= 1) {
    const last = text.charAt(end - 1);
    const opening = OPENING[last];
    const unmatched = opening !== undefined && (counts.get(last) ?? 0) > (counts.get(opening) ?? 0);
    if (!unmatched && !/[.,;:!?*|'"`\s\u3001\u3002\u201d\u2019\u00bb]/.test(last)) {
      break;
    }
    counts.set(last, (counts.get(last) ?? 0) - 1);
  }
  return text.slice(0, end);
}
