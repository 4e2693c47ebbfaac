// Every language has every text, with the same arguments and its own plurals.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { counted } from '../build/translations.ts';
import { argumentsOf, expressionTypes, fileOf, KINDS, read, selections, wordsOf, type Kind } from './support/fluent.ts';

const LANGUAGES = ['en', 'de', 'fr', 'ja', 'ar'];
const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'];
const SOURCES = join(import.meta.dirname, '../src');
const WORDS = join(import.meta.dirname, '../../modules/iodef/locales');

/** Texts that are the same in another language, because they are names. */
const isName = (words: string): boolean => words.split(/[\s()]+/).filter((word) => /^[a-z]{2,}$/.test(word)).length < 3;

/** What only English needs: numbers of sections, and what a value means. */
const mayBeMissing = (kind: Kind, key: string): boolean => kind === 'terms' && (key.endsWith('.section') || /^value-.*\.help$/.test(key));

test('there are the languages that are promised, and no others', () => {
  const sorted = [...LANGUAGES].sort();
  assert.deepEqual(readdirSync(join(SOURCES, 'locales')).map((name) => name.replace('.ftl', '')).sort(), sorted);
  for (const feature of ['keys', 'exchange']) assert.deepEqual(readdirSync(join(SOURCES, `features/${feature}/locales`)).map((name) => name.replace('.ftl', '')).sort(), sorted);
  assert.deepEqual(readdirSync(WORDS).sort(), sorted);
  for (const language of LANGUAGES) assert.deepEqual(readdirSync(join(WORDS, language)).sort(), ['rules.ftl', 'terms.ftl'], language);
});

for (const kind of KINDS) {
  const english = read(fileOf(kind, 'en'));
  for (const language of LANGUAGES) {
    describe(`${kind} in ${language}`, () => {
      const own = read(fileOf(kind, language));
      const keys = [...own.patterns.keys()];

      test('each line is read, and each text is there once', () => {
        assert.deepEqual(own.junk, []);
        assert.deepEqual(own.twice, []);
        assert.ok(keys.length > 100, `${keys.length}`);
      });

      test('nothing is missing, and nothing is there that English has not', () => {
        const missing = [...english.patterns.keys()].filter((key) => !own.patterns.has(key) && !mayBeMissing(kind, key));
        assert.deepEqual(missing, []);
        assert.deepEqual(keys.filter((key) => !english.patterns.has(key)), []);
        if (language !== 'en') assert.deepEqual(keys.filter((key) => key.endsWith('.section')), []);
      });

      test('the arguments are those of English', () => {
        for (const [key, pattern] of own.patterns) assert.deepEqual(argumentsOf(pattern), argumentsOf(english.patterns.get(key) ?? null), key);
      });

      test('selections name the plurals of the language', () => {
        const rules = new Intl.PluralRules(language);
        const categories: string[] = rules.resolvedOptions().pluralCategories;
        // Of small numbers: French has another one for millions.
        const needed = new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)));
        for (const [key, pattern] of own.patterns) {
          for (const { keys: named, fallback } of selections(pattern)) {
            if (!named.some((each) => PLURALS.includes(each))) continue;
            assert.deepEqual(named.filter((each) => !categories.includes(each)), [], key);
            assert.deepEqual([...needed].filter((each) => !named.includes(each)), [], key);
            assert.equal(fallback, 'other', key);
          }
        }
      });

      test('each text can be formatted', () => {
        const bundle = new FluentBundle(language, { useIsolating: false });
        assert.deepEqual(bundle.addResource(new FluentResource(own.text)), []);
        for (const [key, pattern] of own.patterns) {
          for (const count of [0, 1, 2, 3, 11, 100, 1234]) {
            const args = Object.fromEntries(argumentsOf(pattern).map((name) => [name, count]));
            const errors: Error[] = [];
            const text = bundle.formatPattern(pattern, args, errors);
            assert.deepEqual(errors, [], key);
            assert.notEqual(text.trim(), '', key);
          }
        }
      });

      // The command line and the filter read these with a reader of their own: `modules/iodef/src/text.rs`.
      if (kind === 'rules') {
        test('the messages are such that the core reads them', () => {
          for (const [key, pattern] of own.patterns) assert.deepEqual([...expressionTypes(pattern)].filter((type) => type !== 'var' && type !== 'str'), [], key);
        });
      }

      if (language !== 'en') {
        test('no sentence was left in English', () => {
          const same = keys.filter((key) => {
            const words = wordsOf(own.patterns.get(key) ?? null);
            return words === wordsOf(english.patterns.get(key) ?? null) && !isName(words);
          });
          assert.deepEqual(same, []);
        });
      }
    });
  }
}

test('the list of what no native speaker has read is that of these files', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/translations.md'), 'utf8');
  assert.equal(page, counted(page), 'run node web/build/translations.ts');
});

test('each text that the interface asks for by name is there', () => {
  const english = new Set((['interface', 'keys', 'exchange'] as const).flatMap((kind) => [...read(fileOf(kind, 'en')).patterns.keys()]));
  const missing: string[] = [];
  for (const name of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ts'))) {
    const code = readFileSync(join(SOURCES, name), 'utf8');
    for (const [, id = ''] of code.matchAll(/(?:l10n\.text|this\.#?t|\bt)\(\s*'([a-z][\w-]*)'/g)) if (!english.has(id)) missing.push(`${name}: ${id}`);
    for (const [, id = ''] of code.matchAll(/\blabel: '([a-z][\w]*-[\w-]*)'/g)) if (!english.has(id)) missing.push(`${name}: ${id}`);
  }
  assert.deepEqual(missing, []);
});
