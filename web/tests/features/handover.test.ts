import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ACTIONS, handOver, handOverFault, type HandOver } from '../../src/features/handover/handover.ts';
import { currentIncident } from '../../src/features/incident.ts';
import { element } from '../../src/features/xml/write.ts';
import { minimal } from '../support/documents.ts';
import { FakeDocument } from '../support/reader.ts';
import { schemaFaults } from '../support/schemas.ts';
import { TEAM } from '../support/team.ts';

const ENTRY: HandOver = { action: 'investigate', time: '2026-02-01T00:00:00+01:00', description: 'Looked at <it>', language: 'en', incidentId: 'X-1', courseOfAction: '' };

test('a received document grows by one entry at the end, and what was there stays as it is', async () => {
  const old = element('HistoryItem', { action: 'nothing' }, [element('DateTime', {}, '2026-01-01T00:00:00Z'), element('Description', {}, 'theirs')]);
  const document = new FakeDocument(minimal(element('History', {}, [old])));
  const before = String(document);
  document.apply(await handOver(document, '0', ENTRY, TEAM));
  const after = String(document);
  assert.ok(after.replace(/\n<HistoryItem action="investigate">[\s\S]*<\/HistoryItem>/, '') === before);
  assert.ok(after.indexOf('theirs') < after.indexOf('Looked at &lt;it&gt;'));
  assert.match(after, /<IncidentID name="csirt.example.org">X-1<\/IncidentID>/);
});

test('every action is valid under both schemas, with and without a History before', async () => {
  const documents: Record<string, string> = {};
  for (const action of ACTIONS) {
    for (const history of [[], [element('History', {}, [element('HistoryItem', { action: 'nothing' }, [element('DateTime', {}, '2026-01-01T00:00:00Z')])])]]) {
      const document = new FakeDocument(minimal(...history));
      document.apply(await handOver(document, '0', { ...ENTRY, action, courseOfAction: 'COA-1' }, TEAM));
      documents[`${action}-${history.length}`] = String(document);
    }
  }
  assert.deepEqual(schemaFaults(documents), []);
});

const TEAMED = { hasTeam: true };

test('a number without a team to be unique under is not written', () => {
  assert.equal(handOverFault(ENTRY, { hasTeam: false }), 'handover-fault-team');
  assert.equal(handOverFault({ ...ENTRY, incidentId: ' ' }, { hasTeam: false }), undefined);
});

test('the incident is the selected one, or the first, and never what stands beside them', async () => {
  const node = (path: string, name: string) => ({ path, class: name, summary: { kinds: [], text: '' }, children: 0, errors: 0, warnings: 0 });
  const at = (path: string) => currentIncident({
    selection: { path }, session: { call: async () => ({ ...node('', 'IODEF-Document'), items: [node('0', 'Incident'), node('1', 'Incident'), node('2', 'AdditionalData')] }) },
  });
  assert.deepEqual([await at(''), await at('0/3'), await at('1'), await at('2'), await at('2/0')], ['0', '0', '1', '0', '0']);
});

test('an entry says something, and a course of action where its action needs one', () => {
  assert.equal(handOverFault(ENTRY, TEAMED), undefined);
  assert.equal(handOverFault({ ...ENTRY, description: ' ' }, TEAMED), 'handover-fault-description');
  assert.equal(handOverFault({ ...ENTRY, action: 'defined-coa' }, TEAMED), 'handover-fault-course');
});
