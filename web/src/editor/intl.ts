// Numbers, times, sizes and lists as people write them in the language of the interface.

const DAY = 86_400;
const HOUR = 3_600;
const MINUTE = 60;
/** Milliseconds from 1970 that JavaScript's dates reach, in seconds. */
const MAX_INSTANT = 8_640_000_000_000;

const formatters = new Map<string, unknown>();

export function numberText(value: number, locale: string): string {
  return numbers(locale, {}).format(value);
}

/** A size in whole bytes: "1,234 bytes". */
export function sizeText(bytes: number, locale: string): string {
  return numbers(locale, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes);
}

const UNITS: readonly (readonly [number, Intl.NumberFormatOptions['unit'] & string])[] = [[DAY, 'day'], [HOUR, 'hour'], [MINUTE, 'minute'], [1, 'second']];

/** A span in its largest unit: "3 hours". */
export function spanText(seconds: number, locale: string): string {
  const [size, unit] = UNITS.find(([each]) => seconds >= each) ?? [1, 'second'];
  return numbers(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: unit === 'second' ? 3 : 1 }).format(seconds / size);
}

/** A moment in the zone of the person. */
export function momentText(moment: Date, locale: string, style: 'short' | 'long' = 'short'): string {
  return dates(locale, style === 'long' ? { dateStyle: 'long', timeStyle: 'long' } : { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

export function dayText(moment: Date, locale: string): string {
  return dates(locale, { dateStyle: 'medium' }).format(moment);
}

/** Seconds from 1970, in a zone such as "+02:00" or else that of the person; undefined for what has no such date. */
export function instantText(instant: number, locale: string, zone?: string): string | undefined {
  if (Math.abs(instant) > MAX_INSTANT) return undefined;
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' };
  try {
    return dates(locale, zone === undefined ? options : { ...options, timeZone: zone === 'Z' ? 'UTC' : zone }).format(new Date(instant * 1000));
  } catch (error) {
    // An offset that no zone has, or a locale that the browser does not know.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a clock shows, given as if it were in UTC. */
export function clockText(clock: Date, locale: string): string {
  return dates(locale, { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' }).format(clock);
}

/** Things that stand beside each other: "a, b, c". */
export function listText(items: readonly string[], locale: string): string {
  return made(`list ${locale}`, () => new Intl.ListFormat(locale, { type: 'unit', style: 'long' })).format(items);
}

/** A language by its own name: "Deutsch". */
export function languageText(language: string): string {
  return made(`language ${language}`, () => new Intl.DisplayNames([language], { type: 'language' })).of(language) ?? language;
}

function numbers(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return made(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return made(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

/** Formatters are dear to make and cheap to use; there are as many as languages, zones and styles that were asked for. */
function made<T>(key: string, make: () => T): T {
  const known = formatters.get(key);
  if (known !== undefined) return known as T;
  const formatter = make();
  formatters.set(key, formatter);
  return formatter;
}
