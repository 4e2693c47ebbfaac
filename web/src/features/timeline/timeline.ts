// The times and the history of a document in the order in which they happened.
import { instantText } from '../../editor/intl.ts';
import type { TimelineEntry } from '../../session/protocol.ts';

/** Stages of an incident in their order, for entries of the same instant. */
const ORDER = ['StartTime', 'DetectTime', 'DateTime', 'EndTime', 'RecoveryTime', 'ReportTime', 'GenerationTime'];

export interface TimelineItem extends TimelineEntry {
  /** In the person's language and the time zone of the value. */
  readonly shown: string;
  /** In the time zone of the person; undefined where that is the same. */
  readonly here: string | undefined;
  /** Since the entry before, in seconds; undefined at the first. */
  readonly gap: number | undefined;
}

/** Sorted by instant over all zones; what names no instant comes last, in the order of the document. */
export function sorted(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const rank = ({ class: name }: TimelineEntry): number => ORDER.indexOf(name);
  return entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => {
      if (a.entry.instant === null || b.entry.instant === null) {
        return Number(a.entry.instant === null) - Number(b.entry.instant === null) || a.index - b.index;
      }
      return a.entry.instant - b.entry.instant || rank(a.entry) - rank(b.entry) || a.index - b.index;
    })
    .map(({ entry }) => entry);
}

/** The offset of an xs:dateTime as written: "Z" or "+02:00". */
export function offsetOf(value: string): string | undefined {
  return /(Z|[+-]\d{2}:\d{2})$/.exec(value)?.[1];
}

/** The timeline as it is shown. The value of the document always stands beside what is made of it. */
export function timeline(entries: readonly TimelineEntry[], locale: string): TimelineItem[] {
  let before: number | undefined;
  return sorted(entries).map((entry) => {
    const { instant, value } = entry;
    if (instant === null) return { ...entry, shown: value, here: undefined, gap: undefined };
    const shown = instantText(instant, locale, offsetOf(value)) ?? value;
    const here = instantText(instant, locale);
    const gap = before === undefined ? undefined : instant - before;
    before = instant;
    return { ...entry, shown, here: here === shown ? undefined : here, gap };
  });
}
