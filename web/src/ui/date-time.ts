// What a written time means, without ever writing it another way: offset and precision stay as they are
// (RFC 3067 sections 6.13 to 6.15).

import { clockText } from '../editor/intl.ts';

const PATTERN = /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

export interface Hint {
  text: string;
  /** False: the instant is unknown until an offset is added. */
  zoned: boolean;
}

/** The date and time in words of the reader's language, in the zone that was written. */
export function dateTimeHint(value: string, locale: string): Hint | undefined {
  const match = PATTERN.exec(value.trim());
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', , zone] = match;
  if (zone === undefined) return { text: '', zoned: false };
  const clock = utc(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  if (Number.isNaN(clock.getTime())) return undefined;
  return { text: `${clockText(clock, locale)} (${zone === 'Z' ? 'UTC' : `UTC${zone}`})`, zoned: true };
}

/** The browser's offset from UTC at a local time, "+01:00". */
export function localOffset(at?: string): string {
  const moment = at ? new Date(at) : new Date();
  const minutes = -(Number.isNaN(moment.getTime()) ? new Date() : moment).getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** Now, to the second, in the browser's zone and with its offset. */
export function nowWithOffset(now = new Date()): string {
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${date}T${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}${localOffset(now.toISOString())}`;
}

/** `Date.UTC` reads years below 100 as 19xx; leap seconds become the second before. */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): Date {
  const result = new Date(0);
  result.setUTCFullYear(year, month - 1, day);
  result.setUTCHours(hour, minute, Math.min(second, 59));
  return result;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
