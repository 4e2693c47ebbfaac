// Completes dist/npm after Vite: types, package.json, README, licence.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const WEB = join(import.meta.dirname, '..');
const OUT = join(WEB, '../dist/npm');
const { version, license } = JSON.parse(readFileSync(join(WEB, 'package.json'), 'utf8')) as { version: string; license: string };

execFileSync('tsc', ['--project', join(WEB, 'tsconfig.npm.json'), '--outDir', join(OUT, 'types')], { stdio: 'inherit' });
// Declarations import each other by the names of their sources.
for (const file of declarations(join(OUT, 'types'))) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(from\s+'\.[^']+|import\('\.[^']+)\.ts'/g, "$1.js'"));
}
copyFileSync(join(WEB, '../LICENSE'), join(OUT, 'LICENSE'));
const sizes = readdirSync(OUT).filter((name) => /\.(js|wasm)$/.test(name) && statSync(join(OUT, name)).isFile())
  .map((name) => `| \`${name}\` | ${(gzipSync(readFileSync(join(OUT, name)), { level: 9 }).length / 1024).toFixed(1)} KiB |`);
writeFileSync(join(OUT, 'README.md'), readFileSync(join(WEB, 'npm-readme.md'), 'utf8').replace('{{sizes}}', sizes.join('\n')));
writeFileSync(join(OUT, 'package.json'), `${JSON.stringify({
  name: '@edgewarden/iodef',
  version,
  description: 'Editor and validator for IODEF incident reports (RFC 7970): a custom element and its core in WebAssembly.',
  license,
  type: 'module',
  sideEffects: ['./index.js', './worker.js', './keys-worker.js'],
  exports: {
    '.': { types: './types/npm.d.ts', default: './index.js' },
    './worker': './worker.js',
    './iodef_bg.wasm': './iodef_bg.wasm',
    './package.json': './package.json',
  },
  types: './types/npm.d.ts',
  files: ['*.js', '*.wasm', 'types', 'README.md', 'LICENSE'],
}, null, 2)}\n`);

function declarations(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.d.ts')).map((name) => join(folder, name));
}
