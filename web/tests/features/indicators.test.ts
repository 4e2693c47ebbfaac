import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { extract } from '../../src/features/paste/extract.ts';
import type { Kind } from '../../src/features/paste/finding.ts';
import { eventData, indicatorData, method, reference, type Confirmed, type Role } from '../../src/features/paste/indicators.ts';
import { element, write, writeDocument, writeFragment, type Element } from '../../src/features/xml/write.ts';
import { contacts } from '../../src/features/team/contacts.ts';
import { indicatorId } from '../../src/features/team/identifiers.ts';
import { schemaFaults } from '../support/schemas.ts';
import { random, TEAM } from '../support/team.ts';

const OPTIONS = { team: TEAM.fqdn, newId: () => indicatorId(random), describe: (kind: Kind, count: number) => `${kind} (${count})` };

function incident(...members: (Element | undefined)[]): string {
  const [before, after] = [members.filter((member) => member?.name === 'Method'), members.filter((member) => member?.name !== 'Method')];
  return writeDocument('en', [element('Incident', { purpose: 'reporting', restriction: 'amber' }, [
    element('IncidentID', { name: TEAM.fqdn }, '1'), element('GenerationTime', {}, '2026-01-01T00:00:00+00:00'), ...before, ...contacts(TEAM), ...after,
  ])]);
}

const confirm = (text: string, role: Role = 'indicator'): Confirmed[] => extract(text).findings.map((finding) => ({ finding, role }));

const EVERYTHING = String.raw`9.9.9.9 9.9.9.8 9.9.9.0/24 9.9.9.0/255.255.255.0 2a00:1450::1 2a00::/16 evil.com www.evil.com http://evil.com/a?b=1&c=<2> bob@evil.com
00:1b:44:11:3a:b7 AS3320 44d88612fea8a8f36de82e1278abb02f 3395856ce81f2b7382dee72602f798b642f14140
275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f ${'ab1234'.repeat(16)} ${'ab123456'.repeat(16)} evil.exe C:\a\b.exe
HKLM\Software\x Global\mtx "Mozilla/5.0 (X11) Gecko/1" "GET /x?y=1 HTTP/1.1" CVE-2024-3094 CWE-79 CAPEC-66 RHSA-2024:1234 MS17-010 VU#421280`;

test('indicators and references of every kind are valid under both schemas, together and each alone', () => {
  const confirmed = confirm(EVERYTHING);
  const documents: Record<string, string> = { all: incident(method(confirmed), indicatorData(confirmed, OPTIONS)) };
  for (const one of confirmed) {
    documents[`${one.finding.kind}-${Object.keys(documents).length}`] = incident(method([one]), indicatorData([one], OPTIONS));
  }
  assert.ok(Object.keys(documents).length > 25);
  assert.deepEqual(schemaFaults(documents), []);
});

describe('five pasted identifiers', () => {
  const confirmed = confirm('CVE-2024-3094, CVE-2021-44228, CWE-502, CAPEC-586 and GHSA-jfh8-c2jp-5v3q');

  test('become five references of one method', () => assert.equal(method(confirmed)?.children.length, 5));

  test('use the registered enumeration for CVE', () => {
    assert.equal(write(reference({ value: 'CVE-2024-3094', family: 'CVE' })), [
      '<Reference>', '  <enum:ReferenceName specIndex="1">', '    <enum:ID>CVE-2024-3094</enum:ID>', '  </enum:ReferenceName>',
      '  <URL>https://www.cve.org/CVERecord?id=CVE-2024-3094</URL>', '</Reference>',
    ].join('\n'));
  });

  test('use page and words for the others', () => {
    assert.equal(write(reference({ value: 'CWE-502', family: 'CWE' })), [
      '<Reference>', '  <URL>https://cwe.mitre.org/data/definitions/502.html</URL>', '  <Description>CWE-502</Description>', '</Reference>',
    ].join('\n'));
  });
});

test('values of one kind share one bulk indicator, one a line', () => {
  const xml = write(indicatorData(confirm('9.9.9.9 9.9.9.8'), OPTIONS)!);
  assert.match(xml, /<BulkObservable type="ipv4-addr">\s*<BulkObservableList>9\.9\.9\.9\n9\.9\.9\.8<\/BulkObservableList>/);
});

test('a digest is written in base64 with its algorithm', () => {
  const xml = write(indicatorData(confirm('44d88612fea8a8f36de82e1278abb02f'), OPTIONS)!);
  assert.match(xml, /Algorithm="http:\/\/www\.w3\.org\/2001\/04\/xmldsig-more#md5"/);
  assert.match(xml, new RegExp(`<ds:DigestValue>${Buffer.from('44d88612fea8a8f36de82e1278abb02f', 'hex').toString('base64')}<`));
});

test('sources and targets stand in one flow of an event that both schemas accept', () => {
  const confirmed = [...confirm('9.9.9.9 evil.com CVE-2024-3094', 'source'), ...confirm('9.9.9.8 bob@evil.com', 'target')];
  const event = eventData(confirmed);
  assert.equal(event?.children[0]?.children.length, 4);
  assert.deepEqual(schemaFaults({ event: incident(event) }), []);
});

test('a fragment declares what it uses and takes the prefix of the document', () => {
  const node = element('Method', {}, [reference({ value: 'CVE-2024-3094', family: 'CVE' })]);
  const xml = writeFragment(node, 'iodef');
  assert.match(xml, /^<iodef:Method xmlns:enum="urn:ietf:params:xml:ns:iodef-enum-1.0">/);
  assert.match(xml, /<iodef:Reference>\s*<enum:ReferenceName/);
  assert.equal(writeFragment(element('Method', {}, []), ''), '<Method/>');
});

test('what XML cannot hold becomes the replacement character', () => {
  assert.equal(write(element('a', { b: '"\n<' }, '\u0000\uD800x]]>')), '<a b="&quot;&#10;&lt;">\uFFFD\uFFFDx]]&gt;</a>');
});
