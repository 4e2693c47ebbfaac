// What a portal may fix, and what of it is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLocked, PresetError, readPreset } from '../../src/features/preset/preset.ts';
import { missingIn } from '../../src/features/preset/required.ts';
import { element } from '../../src/features/xml/write.ts';
import { minimal } from '../support/documents.ts';
import { TEAM } from '../support/team.ts';
import { toTree } from '../support/tree.ts';

test('a preset is read as an object and as JSON', () => {
  const given = { team: { fqdn: TEAM.fqdn, contacts: TEAM.contacts }, locked: ['IncidentID', '@restriction'], required: ['Incident/ReportTime', 'Incident@status'], endpoint: 'https://csirt.example.org/report#part' };
  for (const preset of [readPreset(given), readPreset(JSON.stringify(given))]) {
    assert.equal(preset.team?.fqdn, TEAM.fqdn);
    assert.equal(preset.team?.idPattern, '{yyyy}{mm}{dd}-{random}');
    assert.equal(preset.endpoint, 'https://csirt.example.org/report');
    assert.deepEqual(preset.required.map(({ parent, name, attribute }) => [parent, name, attribute]), [['Incident', 'ReportTime', undefined], [undefined, 'Incident', 'status']]);
    assert.deepEqual(preset.locked[1], { text: '@restriction', parent: undefined, name: undefined, attribute: 'restriction' });
  }
  assert.deepEqual(readPreset({}), { team: undefined, locked: [], required: [], endpoint: undefined });
});

test('what is unknown or of another type is refused, with its place', () => {
  const cases: [unknown, RegExp][] = [
    [null, /^preset: /], ['', /JSON/], ['[1', /JSON/], [[], /an object/], [{ lokked: [] }, /preset\.lokked/], [{ locked: 'IncidentID' }, /preset\.locked: .*list/],
    [{ locked: [7] }, /preset\.locked\[0\]/], [{ locked: ['incident id'] }, /preset\.locked\[0\]/], [{ locked: [''] }, /preset\.locked\[0\]/], [{ locked: ['A/B/C'] }, /preset\.locked\[0\]/],
    [{ locked: ['<script>'] }, /preset\.locked\[0\]/], [{ required: ['@status'] }, /preset\.required/], [{ required: Array.from({ length: 201 }, () => 'Incident') }, /at most 200/],
    [{ endpoint: 'http://csirt.example.org/' }, /preset\.endpoint/], [{ endpoint: 'https://user:pass@csirt.example.org/' }, /preset\.endpoint/], [{ endpoint: 5 }, /preset\.endpoint/],
    [{ team: { fqdn: 'x' } }, /preset\.team\.fqdn/], [{ team: { fqdn: TEAM.fqdn, colour: 'red' } }, /preset\.team\.colour/], [{ team: [] }, /preset\.team/], ['x'.repeat(140_000), /at most/],
  ];
  for (const [given, expected] of cases) {
    assert.throws(() => readPreset(given), (error) => error instanceof PresetError && expected.test(error.message), JSON.stringify(given)?.slice(0, 80));
  }
});

test('a lock covers an element, what is in it, and attributes', () => {
  const { locked } = readPreset({ locked: ['Incident/Contact', 'IncidentID', 'Incident@purpose', '@restriction'] });
  const path = (text: string): string[] => text.split(' ');
  for (const [classes, attribute] of [
    ['IODEF-Document Incident Contact'], ['IODEF-Document Incident Contact Email EmailTo'], ['IODEF-Document Incident AlternativeID IncidentID'],
    ['IODEF-Document Incident', 'purpose'], ['IODEF-Document Incident EventData', 'restriction'], ['IODEF-Document Incident Contact', 'role'],
  ] as const) assert.ok(isLocked(locked, path(classes), attribute), `${classes} ${attribute ?? ''}`);
  for (const [classes, attribute] of [
    ['IODEF-Document Incident'], ['IODEF-Document Incident', 'status'], ['IODEF-Document Incident EventData Contact'], ['IODEF-Document Incident History HistoryItem', 'action'], ['IODEF-Document'],
  ] as const) assert.ok(!isLocked(locked, path(classes), attribute), `${classes} ${attribute ?? ''}`);
});

test('what a page asks for is looked for where it says', () => {
  const document = toTree(minimal(element('EventData', {}, [element('Description', {}, ' ')])));
  const missing = (...required: string[]): string[] => missingIn(document, readPreset({ required }).required).map(({ place, path }) => `${place.text} ${path}`);
  assert.deepEqual(missing('Incident/IncidentID', 'Incident/Contact', 'Contact@role', 'Incident@purpose', 'EmailTo'), []);
  assert.deepEqual(missing('Incident/ReportTime', 'Incident@status', 'EventData/Description', 'ReportTime'), ['Incident/ReportTime 0', 'Incident@status 0', `EventData/Description 0/${document.children[0]!.children.length - 1}`, 'ReportTime 0']);
});
