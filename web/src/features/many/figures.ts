// Figures as a table and as files.
import type { Statistics } from '../../session/protocol.ts';
import { csvField } from '../export/csv.ts';

export interface Figure {
  /** The id of its label after `figure-`. */
  readonly name: string;
  /** What was counted; empty for a number by itself. */
  readonly value: string;
  readonly count: number;
}

/** Numbers first, then each list by how often its values occur. */
export function figuresOf(statistics: Statistics): Figure[] {
  const entries = Object.entries(statistics);
  const numbers = entries.flatMap(([name, value]): Figure[] => (typeof value === 'number' ? [{ name, value: '', count: value }] : []));
  const lists = entries.flatMap(([name, value]): Figure[] => (typeof value === 'number' ? []
    : Object.entries(value).map(([each, count]) => ({ name, value: each, count })).toSorted((a, b) => order(name, a, b))));
  return [...numbers, ...lists];
}

/** Months in their order, all else by how often. */
function order(name: string, a: Figure, b: Figure): number {
  return name.endsWith('months') ? a.value.localeCompare(b.value, 'en') : b.count - a.count || a.value.localeCompare(b.value, 'en');
}

/** The figures as RFC 4180 CSV that a spreadsheet opens without running anything. */
export function figuresCsv(statistics: Statistics): string {
  const lines = ['figure,value,count', ...figuresOf(statistics).map(({ name, value, count }) => [name, value, String(count)].map(csvField).join(','))];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
