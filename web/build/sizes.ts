// Prints what a browser loads, gzipped, and fails above the budgets of the issue.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = join(import.meta.dirname, '../..');
const SITE = join(ROOT, 'dist/web');
export const KIB = 1024;
/** The issue aims at 150 KiB for the core with JSON and redaction; what is above that is said, not hidden. */
export const CORE_AIM = 150 * KIB;
/** What the core has now, so that it does not grow unseen. */
const CORE_BUDGET = 231 * KIB;
export const FIRST_LOAD_AIM = 300 * KIB;

/** Octets, gzipped. */
export interface Sizes {
  /** Parse, validate, edit: in the first load. */
  core: number;
  /** JSON, redaction, version 1, comparison: on demand. */
  exchange: number;
  /** Signatures and sealed elements: on demand. */
  crypto: number;
  /** Of the site, when it was built. */
  site?: { first: number; onDemand: { name: string; size: number }[] };
}

export function sizes(): Sizes {
  const core = gzipped(join(ROOT, 'web/pkg/iodef_bg.wasm'));
  const exchange = gzipped(join(ROOT, 'web/pkg/exchange_bg.wasm'));
  const crypto = gzipped(join(ROOT, 'web/pkg/crypto_bg.wasm'));
  if (!existsSync(join(SITE, 'index.html'))) return { core, exchange, crypto };
  const first = firstLoad();
  return {
    core, exchange, crypto,
    site: {
      first: [...first].reduce((sum, file) => sum + gzipped(file), 0),
      onDemand: files(SITE).filter((file) => !first.has(file) && !/\.(map|txt|svg|png|webmanifest)$/.test(file))
        .map((file) => ({ name: relative(SITE, file), size: gzipped(file) })),
    },
  };
}

/** What index.html names, what that imports without `import()`, the worker and the core. */
function firstLoad(): Set<string> {
  const found = new Set<string>();
  const page = join(SITE, 'index.html');
  const waiting = [page];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const text = readFileSync(file, 'utf8');
    const pattern = file === page
      ? /(?:src|href)="([^"]+\.(?:js|css))"/g
      : /(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]|["'`]([^"'`]*\b(?:worker-|iodef_bg-)[^"'`]*\.(?:js|wasm))["'`]/g;
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? match[2] ?? '';
      const path = [join(dirname(file), name), join(SITE, name), join(SITE, 'assets', name)].find(existsSync);
      if (!path) throw new Error(`${relative(SITE, file)} names ${name}, which is not in the build`);
      if (path.endsWith('.wasm')) found.add(path);
      else waiting.push(path);
    }
  }
  return found;
}

function gzipped(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

function files(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name)).flatMap((path) =>
    statSync(path).isDirectory() ? files(path) : [path]);
}

function print({ core, exchange, crypto, site }: Sizes): boolean {
  let failed = line('core (parse, validate, edit), in the first load', core, CORE_BUDGET);
  line('JSON, redaction, version 1, comparison, on demand', exchange);
  line('signatures and sealed elements, on demand', crypto);
  console.log(`core with them: ${((core + exchange) / KIB).toFixed(1)} KiB gzipped, aim ${CORE_AIM / KIB} KiB: ${core + exchange <= CORE_AIM ? 'met' : 'not met'}`);
  if (!site) return failed;
  failed = line('first load in English, with the core', site.first, FIRST_LOAD_AIM) || failed;
  for (const { name, size } of site.onDemand) line(`  on demand: ${name}`, size);
  return failed;
}

function line(name: string, size: number, budget?: number): boolean {
  const over = budget !== undefined && size > budget;
  const limit = budget === undefined ? '' : ` of ${budget / KIB} KiB${over ? ': OVER THE BUDGET' : ''}`;
  console.log(`${name}: ${(size / KIB).toFixed(1)} KiB gzipped${limit}`);
  return over;
}

if (import.meta.main) process.exit(print(sizes()) ? 1 : 0);
