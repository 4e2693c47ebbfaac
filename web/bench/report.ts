// What many rounds say together, and the tables for people.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OUT = join(import.meta.dirname, '../../target/bench');

/** The value below which a part of the samples is: the middle with 0.5. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
  if (found === undefined) throw new Error('there are no samples');
  return found;
}

export interface Row {
  what: string;
  measured: number;
  unit: string;
  /** At most so much, for the reason that is said. */
  aim?: number;
  /** What the aim is, when it is not a number of the issue. */
  aimText?: string;
}

export interface Cell {
  median: number;
  p95: number;
  rounds: number;
}

/** One line of the comparison: what was done, and what each engine took. */
export interface Comparison {
  what: string;
  cells: Record<string, Cell>;
}

export function cell(samples: readonly number[]): Cell {
  return { median: quantile(samples, 0.5), p95: quantile(samples, 0.95), rounds: samples.length };
}

/** Prints both tables as Markdown and writes the same as JSON. */
export function finish(area: string, comparisons: readonly Comparison[], rows: readonly Row[], notes: readonly string[]): void {
  const engines = Object.keys(comparisons[0]?.cells ?? {});
  const lines = [
    `| from octets to faults, ms: median (p95) | ${engines.join(' | ')} |`,
    `|---|${engines.map(() => '---:').join('|')}|`,
    ...comparisons.map(({ what, cells }) => `| ${what} | ${engines.map((name) => shownCell(cells[name])).join(' | ')} |`),
    '',
    '| what | measured | aim | met |', '|---|---:|---:|---|',
    ...rows.map((row) => `| ${row.what} | ${shown(row.measured)} ${row.unit} | ${shownAim(row)} | ${verdict(row)} |`),
    '',
    ...notes,
  ];
  console.log(lines.join('\n'));
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, `${area}.json`), `${JSON.stringify({ comparisons, rows, notes }, null, 2)}\n`);
}

function shownCell(found: Cell | undefined): string {
  return found ? `${shown(found.median)} (${shown(found.p95)})` : '–';
}

function shown(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function shownAim({ aim, unit, aimText }: Row): string {
  if (aim === undefined) return '–';
  return aimText ?? `≤ ${shown(aim).replace(/\.0+$/, '')} ${unit}`;
}

function verdict({ measured, aim }: Row): string {
  if (aim === undefined) return '–';
  return measured <= aim ? 'met' : 'missed';
}
