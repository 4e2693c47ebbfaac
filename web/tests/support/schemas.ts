// libxml2 as an independent judge of what our features write: both published schemas.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SCHEMAS = process.env.IODEF_SCHEMAS ?? join(dirname(fileURLToPath(import.meta.url)), '../../../modules/iodef/schemas');

/** The schema of RFC 7970 as published, and the one its authors corrected. */
const FILES = ['iodef-2.0.xsd', 'iodef-2.0-corrected.xsd'].map((name) => join(SCHEMAS, name));

/** What xmllint says against each of the two schemas about each document, by the document's name; empty if all are valid. */
export function schemaFaults(documents: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'iodef-'));
  try {
    const names = Object.entries(documents).map(([name, xml]) => {
      const path = join(folder, `${name}.xml`);
      writeFileSync(path, xml);
      return path;
    });
    return FILES.flatMap((schema) => {
      if (!existsSync(schema)) throw new Error(`${schema} is missing`);
      const { status, stderr, error } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...names], { encoding: 'utf8' });
      if (error) throw new Error('xmllint is missing: apt-get install libxml2-utils', { cause: error });
      return status === 0 ? [] : stderr.split('\n').filter((line) => line !== '' && !line.endsWith(' validates')).map((line) => line.replaceAll(folder, ''));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
