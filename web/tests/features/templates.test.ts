import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { TEMPLATES, template, type AnswerKind } from '../../src/features/templates/catalogue.ts';
import { answerFault, fill, type Answers } from '../../src/features/templates/fill.ts';
import { preset, PRESETS, purposeCommand } from '../../src/features/templates/presets.ts';
import { schemaFaults } from '../support/schemas.ts';
import { random, TEAM } from '../support/team.ts';

const FOLDER = new URL('../../src/features/templates/xml/', import.meta.url);
const NOW = new Date(2026, 10, 5, 12, 30);

const GOOD: Record<AnswerKind, string> = {
  address: '198.51.100.7', name: 'www.example.net', url: 'http://www.example.net/a?b=1&c=2', 'e-mail': 'someone@example.net', text: 'a <text> & more',
  port: '443', portlist: '22,80-90', protocol: '6', sha256: 'ab'.repeat(32), network: '192.0.2.0/24', time: '2026-11-05T10:00:00+01:00',
};

const source = (id: string): string => readFileSync(new URL(`${id}.xml`, FOLDER), 'utf8');

function options(presetId: string) {
  const chosen = preset(presetId);
  assert.ok(chosen);
  return { team: TEAM, preset: chosen, now: NOW, sequence: 1, random };
}

function answers(id: string, only: 'all' | 'required'): Answers {
  const questions = template(id)?.questions ?? [];
  return Object.fromEntries(questions.filter((question) => only === 'all' || question.required).map(({ name, kind }) => [name, GOOD[kind]]));
}

test('every file is a template of the catalogue, and the other way round', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), TEMPLATES.map(({ id }) => `${id}.xml`).sort());
});

test('every question has its placeholder', () => {
  for (const { id, questions } of TEMPLATES) {
    for (const { name } of questions) assert.ok(source(id).includes(`{{${name}`), `${id} ${name}`);
  }
});

test('filled templates are valid under both schemas, for every purpose, with all answers and with the required ones only', () => {
  const documents: Record<string, string> = {};
  for (const { id } of TEMPLATES) {
    for (const which of ['all', 'required'] as const) {
      for (const { id: purpose } of PRESETS) documents[`${id}-${which}-${purpose}`] = fill(source(id), template(id)!, answers(id, which), options(purpose));
    }
  }
  assert.equal(Object.keys(documents).length, 90);
  assert.deepEqual(schemaFaults(documents), []);
});

describe('a filled template', () => {
  const xml = fill(source('malware-delivery'), template('malware-delivery')!, { ...answers('malware-delivery', 'all'), 'target-address': '2001:db8::7' }, options('reporting'));

  test('has no placeholder left', () => assert.doesNotMatch(xml, /\{\{/));
  test('names the category that the address has', () => assert.match(xml, /<Address category="ipv6-addr">2001:db8::7<\/Address>/));
  test('carries the digest in base64', () => assert.match(xml, new RegExp(`<ds:DigestValue>${Buffer.alloc(32, 0xab).toString('base64')}</ds:DigestValue>`)));
  test('escapes every answer', () => assert.match(xml, /http:\/\/www\.example\.net\/a\?b=1&amp;c=2/));
  test('describes source and target, and who made it', () => {
    for (const part of ['category="source"', 'category="target"', 'role="creator"', '<Assessment', 'name="csirt.example.org"']) assert.ok(xml.includes(part), part);
  });
  test('states its restriction', () => assert.match(xml, /<Incident purpose="reporting" status="new" restriction="amber">/));
});

test('a URL is written as RFC 3986 has it', () => {
  const given = { ...answers('malware-delivery', 'all'), 'delivery-url': 'http://www.example.net/löschen?id[]=1#a#b' };
  const xml = fill(source('malware-delivery'), template('malware-delivery')!, given, options('reporting'));
  assert.match(xml, />http:\/\/www\.example\.net\/l%C3%B6schen\?id%5B%5D=1#a%23b</);
});

test('an answer that is markup stays text', () => {
  const xml = fill(source('ransomware'), template('ransomware')!, { ...answers('ransomware', 'all'), measures: '</Description><script>' }, options('handling'));
  assert.ok(xml.includes('&lt;/Description&gt;&lt;script&gt;') && !xml.includes('<script>'));
});

test('without an answer the optional part is left out, the required one stays empty', () => {
  const xml = fill(source('malware-delivery'), template('malware-delivery')!, {}, options('reporting'));
  assert.ok(!xml.includes('IndicatorData') && xml.includes('<Name></Name>'));
});

test('answers are checked', () => {
  const bad: Record<AnswerKind, string[]> = {
    address: ['300.1.1.1', 'host', '1.2.3.4/24'], name: ['host', 'a b.c'], url: ['no url', 'http://a b/', 'http://a/<'], 'e-mail': ['a@b'], text: ['x'.repeat(2001)],
    port: ['65536', '-1', ''], portlist: ['80-22', '1,', '70000'], protocol: ['256', 'tcp'], sha256: ['ab'], network: ['1.2.3.4', '1.2.3.0/33', '::/129'],
    time: ['2026-11-05T10:00:00', '2026-11-05'],
  };
  for (const [kind, values] of Object.entries(bad) as [AnswerKind, string[]][]) {
    assert.equal(answerFault({ name: 'x', kind, required: true }, GOOD[kind]), undefined, kind);
    for (const value of values) assert.ok(answerFault({ name: 'x', kind, required: true }, value), `${kind} ${value}`);
  }
  assert.equal(answerFault({ name: 'x', kind: 'url', required: false }, ''), undefined);
});

test('a preset sets every attribute of the purpose in one step', () => {
  assert.deepEqual(purposeCommand(preset('statistics')!, '0', 'csirt.example.org'), {
    do: 'group',
    commands: [
      { do: 'set_attribute', path: '0', name: 'purpose', value: 'ext-value' },
      { do: 'set_attribute', path: '0', name: 'ext-purpose', value: 'statistics' },
      { do: 'set_attribute', path: '', name: 'private-enum-name', value: 'csirt.example.org' },
      { do: 'set_attribute', path: '', name: 'private-enum-id', value: 'purposes-1' },
    ],
  });
  assert.deepEqual(PRESETS.map(({ id }) => id), ['alert', 'handling', 'archiving', 'reporting', 'statistics']);
});
