// Refusals in the language of the interface.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { faultText, foreign } from '../src/editor/faults.ts';

const german = { locale: 'de', find: (id: string) => id === 'fault-end_tag' ? { text: 'Ein Endtag passt nicht.', locale: 'de', direction: 'ltr' as const }
  : id === 'fault-tag' ? { text: 'The tag is not as it has to be.', locale: 'en', direction: 'ltr' as const } : undefined };

test('a fault is said in the language of the interface, or in English that is marked as such', () => {
  const own = faultText(german, { code: 'end_tag', message: 'end tag </a>; expected is </b>' });
  assert.equal(own.text, 'Ein Endtag passt nicht.');
  assert.deepEqual(foreign(german, own), {});
  for (const code of ['tag', 'other', undefined]) {
    const other = faultText(german, { message: 'tag has x', ...(code === undefined ? {} : { code }) });
    assert.equal(other.text, 'tag has x');
    assert.deepEqual(foreign(german, other), { lang: 'en', dir: 'ltr' });
  }
});

test('English keeps the core\u2019s own words, which say what was expected', () => {
  const english = { locale: 'en', find: () => ({ text: 'less', locale: 'en', direction: 'ltr' as const }) };
  const found = faultText(english, { code: 'end_tag', message: 'end tag </a>; expected is </b>' });
  assert.equal(found.text, 'end tag </a>; expected is </b>');
  assert.deepEqual(foreign(english, found), {});
});

test('every code of the core has a text', () => {
  const core = join(import.meta.dirname, '../../modules/iodef/src');
  const texts = readFileSync(join(import.meta.dirname, '../src/locales/en.ftl'), 'utf8');
  const codes = ['error.rs', 'editor/fault.rs', 'convert/fault.rs'].flatMap((file) =>
    [...readFileSync(join(core, file), 'utf8').matchAll(/=> "([a-z0-9_]+)",/g)].map(([, code = '']) => code));
  assert.ok(codes.length > 45, String(codes.length));
  // Signatures have texts of their own.
  assert.deepEqual(codes.filter((code) => code !== 'signature' && !texts.includes(`\nfault-${code} =`)), []);
});
