// xs:dateTime with the offset of the place where it was written (RFC 3067 requirement 6.13).

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** "+02:00" for minutes east of Greenwich. */
export function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(absolute / 60))}:${pad(absolute % 60)}`;
}

/** An instant as local time with its offset, to the second. */
export function dateTime(instant: Date, offsetMinutes = -instant.getTimezoneOffset()): string {
  const local = new Date(instant.getTime() + offsetMinutes * 60_000);
  const date = `${pad(local.getUTCFullYear(), 4)}-${pad(local.getUTCMonth() + 1)}-${pad(local.getUTCDate())}`;
  const time = `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}`;
  return `${date}T${time}${offsetText(offsetMinutes)}`;
}

/** The value of `<input type="datetime-local">` with the offset that the place had at that time. */
export function fromLocalInput(value: string): string | undefined {
  const instant = new Date(value);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/.test(value) || Number.isNaN(instant.getTime())) return undefined;
  return dateTime(instant);
}

/** What `<input type="datetime-local">` takes for an instant. */
export function toLocalInput(instant: Date): string {
  return dateTime(instant).slice(0, 19);
}
