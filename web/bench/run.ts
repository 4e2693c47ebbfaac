// `make bench AREA=iodef`: the core beside two validators from npm in one page, and the editor itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { CORE_AIM, FIRST_LOAD_AIM, KIB, sizes } from '../build/sizes.ts';
import { TestBrowser } from '../tests/browser.ts';
import { POLICY } from '../tests/server.ts';
import { report } from './documents.ts';
import { EditorPage } from './editor.ts';
import type { Bench } from './page.ts';
import { ENGINES, type EngineName } from './peers.ts';
import { cell, finish, quantile, type Comparison, type Row } from './report.ts';

/** The whole of it is stopped after so many milliseconds. */
const LIMIT = 6 * 60_000;
const OUT = join(import.meta.dirname, '../../target/bench/web');
/** Clocks of five microseconds are for pages that share nothing with others. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

interface Size {
  name: string;
  octets: number;
  cold: number;
  warm: number;
  /** Seconds for the warm rounds, at most. */
  seconds: number;
}

const SIZES: readonly Size[] = [
  { name: '10 KB', octets: 10_000, cold: 15, warm: 200, seconds: 40 },
  { name: '1 MB', octets: 1_000_000, cold: 9, warm: 40, seconds: 45 },
  { name: '10 MB', octets: 10_000_000, cold: 5, warm: 9, seconds: 45 },
];
const DROPS = 7;
/** Octets of a part that has a row of its own. */
const LARGE = 5 * KIB;

declare const bench: Bench;

setTimeout(() => {
  console.error(`bench: not at its end after ${LIMIT / 60_000} minutes`);
  process.exit(1);
}, LIMIT).unref();

await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
mkdirSync(join(OUT, 'documents'));
for (const { octets } of SIZES) writeFileSync(join(OUT, document(octets)), report(octets));

const browser = await TestBrowser.start();
try {
  const site = await browser.serve(undefined, POLICY, ISOLATED);
  const comparisons: Comparison[] = [];
  const rows: Row[] = [];
  const compared = await compare(comparisons);
  rows.push(...compared, ...await editing(site), ...weights());
  finish('iodef', comparisons, rows, [
    'One Chromium without a window, one page; the policy of the site, which all three can run under. Each engine in',
    'a worker, by turns; documents are valid and the same each time. Ours checks structure and every rule of meaning',
    '(profile strict3067); the others validate against the corrected schema alone. Cold: a fresh page, from the start of',
    'the worker over its code and schema to the first verdict. xmllint-wasm starts anew with each document.',
  ]);
} finally {
  await browser.close();
}

function document(octets: number): string {
  return `documents/${octets}.xml`;
}

/** A page of its own for each measurement, so that nothing is there from the one before. */
async function inPage<T, A>(url: string, measure: (argument: A) => Promise<T>, argument: A): Promise<T> {
  const { page, errors } = await browser.visit(url);
  try {
    const result = await page.evaluate(measure as (argument: unknown) => Promise<T>, argument);
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return result;
  } finally {
    await page.context().close();
  }
}

async function compare(comparisons: Comparison[]): Promise<Row[]> {
  const url = await browser.serve(OUT, POLICY, ISOLATED);
  const refused = await inPage(url, (file) => bench.refuse(file), document(SIZES[0]?.octets ?? 0));
  for (const name of ENGINES) if (refused[name] === 0) throw new Error(`${name} finds no fault where one is`);
  const rows: Row[] = [];
  for (const { name, octets, cold, warm, seconds } of SIZES) {
    console.error(`bench: ${name}`);
    const file = document(octets);
    const first: Record<EngineName, number[]> = { edgewarden: [], 'libxml2-wasm': [], 'xmllint-wasm': [] };
    for (let round = 0; round < cold; round++) {
      for (const engine of ENGINES) {
        first[engine].push(await inPage(url, (asked) => bench.cold(asked.engine, asked.file), { engine, file }));
      }
    }
    const next = await inPage(url, (asked) => bench.warm(asked.file, asked.warm, asked.seconds), { file, warm, seconds });
    comparisons.push({ what: `${name}, cold`, cells: cells(first) }, { what: `${name}, warm`, cells: cells(next) });
    if (name === '1 MB') {
      const peer = quantile(next['libxml2-wasm'], 0.5);
      rows.push({ what: '1 MB validated with all rules, warm, median', measured: quantile(next.edgewarden, 0.5), unit: 'ms', aim: peer, aimText: `< ${peer.toFixed(2)} ms of libxml2-wasm without them` });
    }
    if (octets <= 1_000_000) rows.push({ what: `first validation cold, ${name}, median`, measured: quantile(first.edgewarden, 0.5), unit: 'ms', aim: 100 });
    if (octets < 1_000_000) continue;
    for (const engine of ENGINES) {
      const used = await inPage(url, (asked) => bench.memory(asked.engine, asked.file), { engine, file });
      if (used === undefined) continue;
      const ours = engine === 'edgewarden';
      rows.push({ what: `wasm memory ÷ ${name}${ours ? '' : `, ${engine}`}`, measured: used / Buffer.byteLength(report(octets)), unit: '×', ...(ours ? { aim: 6 } : {}) });
    }
  }
  return rows;
}

function cells(samples: Record<EngineName, number[]>): Comparison['cells'] {
  return Object.fromEntries(ENGINES.map((name) => [name, cell(samples[name])]));
}

async function editing(site: string): Promise<Row[]> {
  console.error('bench: editing');
  const rows: Row[] = [];
  const half = (name: string, samples: number[], aim?: number) => {
    rows.push({ what: `${name}, p50`, measured: quantile(samples, 0.5), unit: 'ms' });
    rows.push({ what: `${name}, p95`, measured: quantile(samples, 0.95), unit: 'ms', ...(aim === undefined ? {} : { aim }) });
  };
  const page = await EditorPage.open(browser, site);
  await page.drop(1_000_000, OUT);
  // Typed first: what is asked of the session behind its back, the form does not know.
  const { issues, painted } = await page.typed();
  half('keystroke to diagnostics, 1 MB, asked of the session', await page.commands(1_000_000), 8);
  half('keystroke to diagnostics, 1 MB, typed into the form', issues, 8);
  half('keystroke to picture, 1 MB, typed into the form', painted);
  await page.close();
  const drops: number[] = [];
  for (let round = 0; round < DROPS; round++) {
    const fresh = await EditorPage.open(browser, site);
    drops.push(await fresh.drop(10_000_000, OUT));
    await fresh.close();
  }
  rows.push({ what: '10 MB dropped to first form painted, median', measured: quantile(drops, 0.5), unit: 'ms', aim: 500 });
  rows.push({ what: '10 MB dropped to first form painted, slowest', measured: quantile(drops, 1), unit: 'ms' });
  return rows;
}

function weights(): Row[] {
  const { core, exchange, site } = sizes();
  if (!site) throw new Error('there is no dist/web; scripts/web-build.sh makes it');
  const unit = 'KiB gzipped';
  const large = site.onDemand.filter(({ size }) => size >= LARGE);
  const small = site.onDemand.filter(({ size }) => size < LARGE);
  return [
    { what: 'core: parse, validate, edit, JSON, redact', measured: (core + exchange) / KIB, unit, aim: CORE_AIM / KIB },
    { what: 'of that, in the first load', measured: core / KIB, unit },
    { what: 'first load in English with the core', measured: site.first / KIB, unit, aim: FIRST_LOAD_AIM / KIB },
    ...large.map(({ name, size }) => ({ what: `on demand: ${name}`, measured: size / KIB, unit })),
    { what: `on demand: ${small.length} parts of less than ${LARGE / KIB} KiB, together`, measured: small.reduce((sum, { size }) => sum + size, 0) / KIB, unit },
  ];
}
