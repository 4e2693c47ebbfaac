import assert from 'node:assert/strict';
import { test } from 'node:test';

import { below, insertMembers, iodefPrefix } from '../../src/features/place.ts';
import { system } from '../../src/features/paste/indicators.ts';
import { element } from '../../src/features/xml/write.ts';
import { minimal } from '../support/documents.ts';
import { FakeDocument } from '../support/reader.ts';
import { schemaFaults } from '../support/schemas.ts';

const event = (address: string) => element('EventData', {}, [element('Flow', {}, [system('source', 'ipv4-addr', address)])]);
const description = (text: string) => element('Description', {}, text);

test('new members stand in the order of the schema, those of one class in the order given, behind what is there', async () => {
  const document = new FakeDocument(minimal(event('9.9.9.1')));
  const history = element('History', {}, [element('HistoryItem', { action: 'nothing' }, [element('DateTime', {}, '2026-01-01T00:00:00Z')])]);
  const commands = await insertMembers(document, '0', [history, event('9.9.9.2'), description('one'), event('9.9.9.3'), description('two')], '');
  document.apply({ do: 'group', commands });
  const xml = String(document);
  assert.deepEqual(schemaFaults({ document: xml }), []);
  const order = ['>one<', '>two<', '9.9.9.1', '9.9.9.2', '9.9.9.3', 'HistoryItem'].map((part) => xml.indexOf(part));
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
  assert.ok(order.every((at) => at > 0));
});

test('the prefix of the document is found', async () => {
  assert.equal(await iodefPrefix(new FakeDocument(minimal()), '0'), '');
  const prefixed = element('iodef:IODEF-Document', {}, [element('iodef:Incident', {}, [element('iodef:IncidentID', {}, '1')])]);
  assert.equal(await iodefPrefix(new FakeDocument(prefixed), '0'), 'iodef');
});

test('paths below the root', () => assert.deepEqual([below('', 2), below('0/1', 2)], ['2', '0/1/2']));
