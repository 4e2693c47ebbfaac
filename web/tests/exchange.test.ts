// The second module as the worker has it: how deep it goes on its stack, and loaded anew.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as exchange from '../pkg/exchange.js';

/** Elements of IODEF that may be inside each other. */
const DEEPEST = 64;

const octets = readFileSync(join(import.meta.dirname, '../pkg/exchange_bg.wasm'));
exchange.initSync({ module: octets });

function nested(version: 1 | 2, levels: number): string {
  return `<IODEF-Document version="${version}.00" lang="en" xmlns="urn:ietf:params:xml:ns:iodef-${version}.0"><Incident purpose="reporting">\
<IncidentID name="a.example">1</IncidentID>${'<EventData>'.repeat(levels - 2)}${'</EventData>'.repeat(levels - 2)}</Incident></IODEF-Document>`;
}

const tooLarge = (error: unknown) => (error as { code: string }).code === 'convert_too_large';

test('documents as deep as they may be are converted, deeper ones refused, and the module goes on', () => {
  const { text } = exchange.exportJson(nested(2, DEEPEST)) as { text: string };
  assert.equal(text.split('EventData').length - 1, DEEPEST - 2);
  assert.match((exchange.importJson(text) as { text: string }).text, /<EventData/);
  assert.match((exchange.convertV1(nested(1, DEEPEST)) as { text: string }).text, /<EventData/);
  for (const levels of [DEEPEST + 1, 400, 990]) {
    assert.throws(() => exchange.exportJson(nested(2, levels)), tooLarge);
    assert.throws(() => exchange.convertV1(nested(1, levels)), tooLarge);
  }
  for (const levels of [240, 1_000_000]) {
    assert.throws(() => exchange.importJson('{"EventData":['.repeat(levels)), (error: unknown) => (error as { code: string }).code === 'json_too_large');
  }
  assert.ok(exchange.exportJson(nested(2, 3)));
});

test('a module that is forgotten is loaded anew', () => {
  const before = exchange.exportJson(nested(2, 3));
  exchange.forget();
  assert.throws(() => exchange.exportJson(nested(2, 3)));
  exchange.initSync({ module: octets });
  assert.deepEqual(exchange.exportJson(nested(2, 3)), before);
});
