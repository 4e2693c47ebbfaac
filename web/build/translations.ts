// Counts the texts of every language in docs/translations.md; who has read them stays as it is written there.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/translations.md');
const HEAD = '| language | file | texts | read by a native speaker |\n|---|---|---:|---|\n';

const INTERFACE = 'web/src/locales';
/** What is loaded after the page. */
const LATER = ['web/src/features/keys/locales', 'web/src/features/exchange/locales'];
const WORDS = 'modules/iodef/locales';

/** The page with a row for each file there is. */
export function counted(page: string): string {
  const from = page.indexOf(HEAD) + HEAD.length;
  const to = page.indexOf('\n\n', from - 1) + 1;
  const readers = new Map(page.slice(from, to).split('\n').map((row) => row.split('|').map((cell) => cell.trim()))
    .map(([, , file = '', , reader = '']) => [file, reader]));
  const languages = readdirSync(join(ROOT, INTERFACE)).map((name) => name.replace('.ftl', '')).filter((language) => language !== 'en').sort();
  const rows = languages.flatMap((language) => {
    const files = [`${INTERFACE}/${language}.ftl`, ...LATER.map((folder) => `${folder}/${language}.ftl`), ...readdirSync(join(ROOT, WORDS, language)).sort().map((name) => `${WORDS}/${language}/${name}`)];
    const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language);
    return files.map((file) => `| ${name} | \`${file}\` | ${texts(join(ROOT, file))} | ${readers.get(`\`${file}\``) || 'nobody yet'} |\n`);
  });
  return page.slice(0, from) + rows.join('') + page.slice(to);
}

function texts(file: string): number {
  return new FluentResource(readFileSync(file, 'utf8')).body
    .reduce((sum, { value, attributes }) => sum + (value === null ? 0 : 1) + Object.keys(attributes).length, 0);
}

if (import.meta.main) writeFileSync(PAGE, counted(readFileSync(PAGE, 'utf8')));
