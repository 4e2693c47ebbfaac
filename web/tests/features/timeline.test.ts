import assert from 'node:assert/strict';
import { test } from 'node:test';

import { instantText, spanText } from '../../src/editor/intl.ts';
import { offsetOf, sorted, timeline } from '../../src/features/timeline/timeline.ts';
import type { TimelineEntry } from '../../src/session/protocol.ts';

function entry(name: string, value: string, instant = Date.parse(value) / 1000): TimelineEntry {
  return { path: name, class: name, value, instant: Number.isNaN(instant) ? null : instant, parent: 'Incident', summary: { kinds: [], text: '' } };
}

test('times of different zones stand in the order in which they happened', () => {
  const entries = [
    entry('ReportTime', '2026-01-01T10:00:00+09:00'), entry('DetectTime', '2025-12-31T20:30:00-05:00'), entry('StartTime', '2026-01-01T01:00:00Z'),
    entry('EndTime', '2026-01-01T02:30:00+01:00'),
  ];
  assert.deepEqual(sorted(entries).map(({ class: name }) => name), ['StartTime', 'ReportTime', 'DetectTime', 'EndTime']);
});

test('at the same instant stages have their order, and the order of the document decides the rest', () => {
  const at = '2026-01-01T00:00:00Z';
  const entries = ['GenerationTime', 'EndTime', 'DetectTime', 'StartTime', 'DateTime'].map((name) => entry(name, at));
  assert.deepEqual(sorted(entries).map(({ class: name }) => name), ['StartTime', 'DetectTime', 'DateTime', 'EndTime', 'GenerationTime']);
});

test('what names no instant comes last and is shown as written', () => {
  const items = timeline([entry('StartTime', '2026-01-01T00:00:00', Number.NaN), entry('EndTime', '2026-01-01T00:00:00Z')], 'en');
  assert.deepEqual(items.map(({ value }) => value), ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00']);
  assert.equal(items[1]?.shown, '2026-01-01T00:00:00');
});

test('a time is shown in the zone it was written in, beside its own form', () => {
  const [item] = timeline([entry('StartTime', '2015-07-18T09:00:00-05:00')], 'en-GB');
  assert.equal(item?.shown, '18 Jul 2015, 09:00:00');
  assert.equal(item?.value, '2015-07-18T09:00:00-05:00');
  assert.match(instantText(1_437_228_000, 'de', '-05:00') ?? '', /^18\.07\.2015, 09:00:00$/);
  assert.match(instantText(1_437_228_000, 'ar-EG', 'Z') ?? '', /[\u0660-\u0669]/);
});

test('times far away do not break the list', () => {
  const items = timeline([entry('EndTime', '9999-12-31T23:59:59Z', 253_402_300_799), entry('StartTime', '-0001-01-01T00:00:00Z', -62_198_755_200), entry('X', '99999999-01-01T00:00:00Z', 3e15),
    entry('Y', '2026-01-01T00:00:00+14:59')], 'en');
  assert.equal(items.length, 4);
  assert.ok(items.every(({ shown }) => shown !== ''));
});

test('gaps between entries are told in their largest unit', () => {
  const items = timeline([entry('StartTime', '2026-01-01T00:00:00Z'), entry('EndTime', '2026-01-01T03:00:00Z')], 'en');
  assert.deepEqual(items.map(({ gap }) => gap), [undefined, 10_800]);
  assert.equal(spanText(10_800, 'en'), '3 hours');
  assert.equal(spanText(0.25, 'en'), '0.25 seconds');
  assert.equal(spanText(172_800, 'de'), '2 Tage');
});

test('offsets are read as written', () => {
  assert.deepEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123+05:30', '2026-01-01T00:00:00'].map(offsetOf), ['Z', '+05:30', undefined]);
});
