// Purpose and audience without a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audienceOf, changesOf, countsOf, isWithheld, labelOf } from '../../src/features/audience/audience.ts';
import { figuresCsv, figuresOf } from '../../src/features/many/figures.ts';
import { PRESETS } from '../../src/features/templates/presets.ts';
import type { Redacted } from '../../src/session/protocol.ts';

test('each purpose has an audience, and none is for those who see least', () => {
  assert.deepEqual(PRESETS.map((each) => labelOf(each)), ['green', 'amber', 'red', 'amber', 'clear']);
  assert.equal(labelOf(undefined), 'clear');
});

test('a label is a level of the core', () => {
  assert.deepEqual(audienceOf('green', false), { highest: 'partner', mapping: {}, keep_internal: false });
  assert.deepEqual(audienceOf('amber-strict', true), { highest: 'need-to-know', mapping: { 'amber+strict': 'need-to-know' }, keep_internal: true });
});

const REDACTED: Redacted = {
  text: '',
  report: {
    removed: [{ xpath: '/a', reason: 'above_level', level: { token: 'ext-value', extension: 'amber+strict', rank: 'private' } }], removed_count: 700,
    generalised: [{ xpath: '/b', name: 'role' }], generalised_count: 1,
    hidden: { comments: 2, processing_instructions: 1, namespaces: 0, foreign_attributes: 4 },
  },
  left_out: ['/c'], left_out_count: 1,
};

test('everything that is withheld has a reason, and long lists are counted', () => {
  assert.deepEqual(changesOf(REDACTED).map(({ what, xpath, why, detail }) => [what, xpath, why, detail]), [
    ['removed', '/a', 'above-level', 'amber+strict'], ['left-out', '/c', 'left-out', ''], ['generalised', '/b', 'generalised', 'role'],
  ]);
  assert.deepEqual(countsOf(REDACTED), { removed: 701, generalised: 1, hidden: 7 });
});

test('what stands in a withheld element is withheld, and its neighbours are not', () => {
  const withheld = new Set(['0/1', '0/4/2']);
  for (const path of ['0/1', '0/1/0/3', '0/4/2/9']) assert.ok(isWithheld(withheld, path), path);
  for (const path of ['', '0', '0/10', '0/4', '0/4/20', '1/1']) assert.ok(!isWithheld(withheld, path), path);
});

test('figures are a table in which nothing is a formula', () => {
  const statistics = { documents: 2, months: { '2026-02': 1, '2026-01': 3 }, categories: { '=cmd|x': 1, scan: 5 } };
  assert.deepEqual(figuresOf(statistics).map(({ name, value, count }) => `${name} ${value} ${count}`), [
    'documents  2', 'months 2026-01 3', 'months 2026-02 1', 'categories scan 5', 'categories =cmd|x 1',
  ]);
  assert.match(figuresCsv(statistics), /categories,"'=cmd\|x",1\r\n$/);
});
