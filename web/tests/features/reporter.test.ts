import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reportDocument } from '../../src/features/reporter/document.ts';
import { HAPPENINGS, HARMS, NO_ANSWERS, QUESTIONS, READERS, reporterFault, understood, type ReporterAnswers } from '../../src/features/reporter/questions.ts';
import { schemaFaults } from '../support/schemas.ts';
import { random, TEAM } from '../support/team.ts';

const ANSWERS: ReporterAnswers = {
  happening: 'phishing', story: 'A <mail> asked for my password & I gave it.', noticed: '2026-11-05T10:00:00+01:00', affected: 'my pc 10.1.2.3, alice@example.org',
  origin: 'hxxp://evil[.]com/login from bob@evil.com, see CVE-2024-3094', harm: 'some', measures: 'changed the password', readers: 'partners', name: 'Alice', reach: 'alice@example.org',
};
const OPTIONS = {
  team: TEAM.fqdn, idPattern: TEAM.idPattern, language: 'en', now: new Date(2026, 10, 5, 12), random,
  sentences: { unknownParties: 'The reporter does not know.', measures: 'Done so far:' },
};

test('there are ten questions at most', () => {
  assert.ok(QUESTIONS.length <= 10);
  assert.deepEqual(new Set(QUESTIONS.map(({ id }) => id)), new Set(Object.keys(NO_ANSWERS)));
});

test('any combination of answers makes a document that both schemas accept', () => {
  const documents: Record<string, string> = {};
  for (const happening of Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[]) {
    for (const harm of Object.keys(HARMS) as (keyof typeof HARMS)[]) {
      documents[`${happening}-${harm}`] = reportDocument({ ...ANSWERS, happening, harm }, OPTIONS);
    }
  }
  for (const readers of Object.keys(READERS) as (keyof typeof READERS)[]) documents[readers] = reportDocument({ ...ANSWERS, readers }, OPTIONS);
  documents['least'] = reportDocument({ ...ANSWERS, affected: '', origin: '', measures: '', reach: '+49 30 123456' }, OPTIONS);
  documents['no-source'] = reportDocument({ ...ANSWERS, origin: 'no idea' }, OPTIONS);
  assert.deepEqual(schemaFaults(documents), []);
});

test('source, target, indicators, references and reporter come out of plain answers', () => {
  const xml = reportDocument(ANSWERS, OPTIONS);
  for (const part of [
    /<System category="source">\s*<Node>\s*<Address category="site-uri">http:\/\/evil\.com\/login</, /<System category="target">\s*<Node>\s*<Address category="ipv4-addr">10\.1\.2\.3</,
    /<BulkObservable|<Address category="e-mail">bob@evil\.com/, /<enum:ID>CVE-2024-3094</, /<Contact role="creator" type="person">\s*<ContactName>Alice</,
    /A &lt;mail&gt; asked/, /restriction="amber"/, /<BusinessImpact severity="medium" type="breach-credential"\/>/, /Done so far: changed the password/,
  ]) assert.match(xml, part);
  assert.doesNotMatch(xml, /waiver/);
});

test('two reports have two numbers under a pattern that counts', () => {
  const number = (minute: number): string => /<IncidentID[^>]*>([^<]+)</.exec(reportDocument(ANSWERS, { ...OPTIONS, idPattern: '{yyyy}-{seq:4}', now: new Date(2026, 10, 5, 12, minute) }))?.[1] ?? '';
  assert.match(number(0), /^2026-\d{4,}$/);
  assert.notEqual(number(0), number(1));
});

test('who does not know source or target is not stopped; the document says so', () => {
  assert.match(reportDocument({ ...ANSWERS, affected: 'my computer' }, OPTIONS), /name="3067-6\.6-waiver"[^>]*>The reporter does not know\.</);
});

test('answers are checked', () => {
  const fault = (id: string, answer: string, hasTeam = true): string | undefined => reporterFault(QUESTIONS.find((question) => question.id === id)!, answer, { hasTeam });
  for (const { id } of QUESTIONS) assert.equal(fault(id, ANSWERS[id]), undefined, id);
  assert.equal(fault('story', ' '), 'reporter-fault-required');
  assert.equal(fault('origin', ''), undefined);
  assert.equal(fault('happening', 'invasion'), 'reporter-fault-required');
  assert.equal(fault('reach', 'call me'), 'reporter-fault-reach');
  assert.equal(fault('reach', '+49 30 123456'), undefined);
  assert.equal(fault('reach', '+49 30 123456', false), 'reporter-fault-reach-email');
  assert.equal(fault('reach', 'alice@example.org', false), undefined);
  assert.equal(fault('noticed', '2026-11-05'), 'reporter-fault-time');
  assert.equal(fault('story', 'x'.repeat(20_001)), 'reporter-fault-too-long');
});

test('private addresses of the reporter are understood, doubtful words are not', () => {
  assert.deepEqual(understood('10.1.2.3 setup.py done.In').map(({ value }) => value), ['10.1.2.3']);
});
