// The times and the history of a document in the order in which they happened.
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

/** JavaScript reads years beyond these differently from xs:dateTime, and Intl not at all. */
const MAX_INSTANT = 8_640_000_000_000;

/** A time in a language: with a zone such as "+02:00", or in the person's own. */
export function timeText(instant: number, locale: string, zone?: string): string | undefined {
  if (Math.abs(instant) > MAX_INSTANT) return undefined;
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' };
  try {
    return new Intl.DateTimeFormat(locale, zone === undefined ? options : { ...options, timeZone: zone === 'Z' ? 'UTC' : zone }).format(new Date(instant * 1000));
  } catch (error) {
    // An offset that no zone has, or a locale that the browser does not know.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The timeline as it is shown. The value of the document always stands beside what is made of it. */
export function timeline(entries: readonly TimelineEntry[], locale: string): TimelineItem[] {
  let before: number | undefined;
  return sorted(entries).map((entry) => {
    const { instant, value } = entry;
    if (instant === null) return { ...entry, shown: value, here: undefined, gap: undefined };
    const shown = timeText(instant, locale, offsetOf(value)) ?? value;
    const here = timeText(instant, locale);
    const gap = before === undefined ? undefined : instant - before;
    before = instant;
    return { ...entry, shown, here: here === shown ? undefined : here, gap };
  });
}

const UNITS: readonly (readonly [number, Intl.NumberFormatOptions['unit'] & string])[] = [[86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']];

/** A span in its largest unit: "3 hours". */
export function gapText(seconds: number, locale: string): string {
  const [size, unit] = UNITS.find(([each]) => seconds >= each) ?? [1, 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: unit === 'second' ? 3 : 1 }).format(seconds / size);
}
