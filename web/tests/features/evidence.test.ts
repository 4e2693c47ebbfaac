import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';

import { addEvidence, contentOf, MAX_CONTENT_BYTES, recordData } from '../../src/features/evidence/evidence.ts';
import { ONE_PIECE, sha256 } from '../../src/features/evidence/hashing.ts';
import { system } from '../../src/features/paste/indicators.ts';
import { element, write } from '../../src/features/xml/write.ts';
import { minimal } from '../support/documents.ts';
import { FakeDocument } from '../support/reader.ts';
import { schemaFaults } from '../support/schemas.ts';

const CUSTODY = { time: '2026-01-02T03:04:05+01:00', note: 'Taken over by Example CSIRT', language: 'en' };
const EVIDENCE = { name: 'mal<ware>.exe', size: 4, sha256: 'ab'.repeat(32), type: 'application/x-dosexec', description: 'from the first host' };

describe('the digest', () => {
  test('is that of sha256sum, for small and for large files', async () => {
    for (const size of [0, 1, 63, 64, 65, 100_000, ONE_PIECE, ONE_PIECE + 1, ONE_PIECE + 3_000_001]) {
      const bytes = randomBytes(size);
      assert.equal(await sha256(new Blob([bytes])), createHash('sha256').update(bytes).digest('hex'), String(size));
    }
  });

  test('never reads a large file in one piece', async () => {
    const blob = new Blob([new Uint8Array(ONE_PIECE + 10)]);
    let largest = 0;
    let reported = 0;
    const watched = {
      size: blob.size,
      arrayBuffer: () => Promise.reject(new Error('the whole file was read')),
      slice: (from?: number, to?: number) => {
        const part = blob.slice(from, to);
        largest = Math.max(largest, part.size);
        return part;
      },
    };
    await sha256(watched, (done) => { reported = done; });
    assert.ok(largest <= 4 * 1024 * 1024);
    assert.equal(reported, blob.size);
  });

  test('can be stopped', async () => {
    const abort = new AbortController();
    const blob = new Blob([new Uint8Array(ONE_PIECE + 10)]);
    await assert.rejects(sha256(blob, () => abort.abort(), abort.signal), { name: 'AbortError' });
  });
});

test('a record names the file, and holds its content only on request', () => {
  const without = write(recordData(EVIDENCE));
  assert.match(without, /<FileName>mal&lt;ware&gt;\.exe<\/FileName>\s*<FileSize>4<\/FileSize>\s*<FileType>application\/x-dosexec</);
  assert.ok(without.includes(Buffer.from(EVIDENCE.sha256, 'hex').toString('base64')) && !without.includes('RecordItem'));
  assert.match(write(recordData({ ...EVIDENCE, content: 'TVo=' })), /<RecordItem dtype="file" name="mal&lt;ware&gt;\.exe" meaning="[^"]+">TVo=<\/RecordItem>/);
  assert.ok(!write(recordData({ ...EVIDENCE, type: 'no type' })).includes('FileType'));
});

test('content is base64 and bounded', async () => {
  const bytes = randomBytes(100_000);
  assert.equal(await contentOf(new Blob([bytes])), bytes.toString('base64'));
  await assert.rejects(contentOf(new Blob([new Uint8Array(MAX_CONTENT_BYTES + 1)])), RangeError);
});

describe('evidence and custody', () => {
  const flow = element('Flow', {}, [system('source', 'ipv4-addr', '9.9.9.9')]);
  const item = element('HistoryItem', { action: 'other' }, [element('DateTime', {}, '2026-01-01T00:00:00Z'), element('Description', {}, 'before')]);
  const record = element('Record', {}, [recordData({ ...EVIDENCE, name: 'before.bin' })]);
  const cases = {
    'an incident without event and history': minimal(),
    'an incident with an event': minimal(element('EventData', {}, [flow])),
    'an incident with a history': minimal(element('History', {}, [item])),
    'an incident with all of it': minimal(element('EventData', {}, [flow, record]), element('IndicatorData', {}, [element('Indicator', {}, [
      element('IndicatorID', { name: 'a.b', version: '1' }, 'i-1'), element('Observable', {}, [element('Address', { category: 'ipv4-addr' }, '9.9.9.9')]),
    ])]), element('History', {}, [item])),
  };
  for (const [name, root] of Object.entries(cases)) {
    test(`go to their places in ${name}`, async () => {
      const document = new FakeDocument(root);
      document.apply(await addEvidence(document, '0', { ...EVIDENCE, content: 'TVo=' }, CUSTODY));
      const xml = String(document);
      assert.deepEqual(schemaFaults({ document: xml }), []);
      assert.ok(xml.includes('mal&lt;ware&gt;.exe') && xml.includes(CUSTODY.note));
      if (xml.includes('>before<')) assert.ok(xml.indexOf('>before<') < xml.indexOf(CUSTODY.note));
    });
  }
});
