import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, changeOf, contact, contactFaults, ContactsError, EMPTY_BOOK, formatBook, joined, parseBook, shownFingerprint } from '../../src/features/keys/contacts.ts';
import { replacement } from '../../src/features/keys/edit.ts';
import { CHECKING, failed, foreignNames, said, UNREADABLE, UNSIGNED } from '../../src/features/keys/standing.ts';
import { namesKey } from '../../src/features/keys/team-key.ts';
import { wrappingOf } from '../../src/features/import/wrapped.ts';
import type { Standing, Verified } from '../../src/session/keys-protocol.ts';

const DIGITS = 'ab'.repeat(32);

function verified(standing: Standing, change: Partial<Verified> = {}): Verified {
  return {
    standing, algorithm: 'Ed25519', subject: 'CN=Example CSIRT', sha256: DIGITS, contact: null, signed_at: null,
    certificate_in_time: true, covered: ['/'], paths: [''], ...change,
  };
}

test('a replacement makes the new text of the old one, and leaves what is the same', () => {
  assert.deepEqual(replacement('<a></a>', '<a><s/></a>'), { from: 4, to: 4, text: 's/><' });
  assert.deepEqual(replacement('same', 'same'), { from: 4, to: 4, text: '' });
  const parts = ['', 'a', 'aa', 'ab', '😀', '😁', '\ud83d', 'x😀y', '<b/>'];
  for (const before of parts.flatMap((one) => parts.map((two) => `${one}${two}`))) {
    for (const after of parts.flatMap((one) => parts.map((two) => `${two}${one}`))) {
      const { from, to, text } = replacement(before, after);
      assert.equal(before.slice(0, from) + text + before.slice(to), after);
      for (const [whole, at] of [[before, from], [before, to]] as const) {
        assert.ok(!(/[\ud800-\udbff]/.test(whole[at - 1] ?? '') && /[\udc00-\udfff]/.test(whole[at] ?? '')), `${JSON.stringify(before)} is cut in a character`);
      }
    }
  }
});

test('only one sentence is good news', () => {
  const team = { name: 'CSIRT of Example', sha256: DIGITS };
  const good = said({ standing: 'trusted', signatures: [verified('trusted', { contact: team })], names: [] });
  assert.deepEqual([good.tone, good.args['names']], ['good', 'CSIRT of Example']);
  const others = [
    said({ standing: 'out_of_time', signatures: [verified('out_of_time', { contact: team, certificate_in_time: false, time_fault: 'now' })], names: [] }),
    said({ standing: 'other_domain', signatures: [verified('other_domain', { contact: team, domain_matches: false })], names: [] }),
    said({ standing: 'unknown', signatures: [verified('unknown')], names: [] }),
    said({ standing: 'invalid', signatures: [verified('invalid'), verified('trusted', { contact: team })], names: [] }),
    said({ standing: 'partial', signatures: [verified('partial', { contact: team, covered: ['/a', '/b', '/c', '/d'] })], names: [] }),
    said({ standing: 'unsigned', signatures: [], names: [] }), CHECKING, UNSIGNED, UNREADABLE, failed('no module'),
  ];
  for (const { tone, id } of others) assert.notEqual(tone, 'good', id);
  assert.equal(others[4]?.args['parts'], '/a, /b, /c, …');
  assert.equal(new Set(others.map(({ id }) => id)).size, others.length - 1, 'each says something of its own; unsigned is there twice');
});

test('a team that signs the numbers of another one is pointed out', () => {
  const of = (domain: string): string[] => foreignNames(verified('trusted', { contact: { name: 'A', domain, sha256: DIGITS } }), ['csirt.example.org', 'EXAMPLE.net', 'badexample.net']);
  assert.deepEqual(of('example.org'), ['EXAMPLE.net', 'badexample.net']);
  assert.deepEqual(of('example.net'), ['csirt.example.org', 'badexample.net']);
  assert.deepEqual(foreignNames(verified('unknown'), ['a.example']), []);
});

test('a change made to a contact book brings nothing back that went elsewhere', () => {
  const [one, two, three, four] = ['1', '2', '3', '4'].map((digit) => contact(`team ${digit}`, '', digit.repeat(64)));
  assert.ok(one && two && three && four);
  const renamed = { ...two, name: 'another name' };
  const change = changeOf({ contacts: [one, two] }, { contacts: [one, renamed, three] });
  assert.deepEqual(change, { removed: [two.sha256], added: [renamed, three] });
  // In the meantime the first went, and the fourth came.
  assert.deepEqual(changed({ contacts: [two, four] }, change).contacts, [four, renamed, three]);
  assert.deepEqual(changed({ contacts: [four] }, changeOf({ contacts: [one] }, { contacts: [one] })).contacts, [four]);
});

test('a contact book is read, joined and written as the command line has it', () => {
  const shown = shownFingerprint(DIGITS);
  assert.match(shown, /^AB:AB:/);
  const book = parseBook(JSON.stringify({ contacts: [{ name: ' Example ', domain: 'CSIRT.example.org', sha256: shown }, { name: 'Bare', sha256: 'cd'.repeat(32) }] }));
  assert.deepEqual(book, { contacts: [{ name: 'Example', domain: 'csirt.example.org', sha256: DIGITS }, { name: 'Bare', sha256: 'cd'.repeat(32) }] });
  assert.deepEqual(parseBook(formatBook(book)), book);
  assert.deepEqual(joined(book, { contacts: [{ name: 'Impostor', sha256: DIGITS }] }), book, 'a pin keeps its name');
  for (const [text, code] of [
    ['{', 'json'], ['[]', 'shape'], ['{"contacts":{}}', 'shape'], ['{"contacts":[],"trust":"all"}', 'shape'],
    [`{"contacts":[{"name":"","sha256":"${DIGITS}"}]}`, 'shape'], ['{"contacts":[{"name":"a","sha256":"ab"}]}', 'shape'],
    [`{"contacts":[{"name":"a","domain":"not a domain","sha256":"${DIGITS}"}]}`, 'shape'],
    [' '.repeat(2_000_000), 'too-long'],
  ] as const) {
    assert.throws(() => parseBook(text), (error) => error instanceof ContactsError && error.code === code, text.slice(0, 80));
  }
  assert.deepEqual(contactFaults(contact('', 'x y', '12'), EMPTY_BOOK), ['name', 'domain', 'fingerprint']);
  assert.deepEqual(contactFaults(contact('Again', '', DIGITS), book), ['known']);
});

test('the key of a team profile is a reference to a key or its certificate', () => {
  const held = { algorithm: 'Ed25519', key_sha256: DIGITS, certificate: null };
  assert.ok(namesKey('', held));
  assert.ok(namesKey(shownFingerprint(DIGITS), held));
  assert.ok(!namesKey('cd'.repeat(32), held));
});

test('what is around a document is told from documents', () => {
  const of = (text: string, name?: string): unknown => wrappingOf(new TextEncoder().encode(text), name);
  assert.equal(of('-----BEGIN PGP MESSAGE-----\n'), 'openpgp');
  assert.equal(wrappingOf(Uint8Array.of(0x85, 1, 2), 'report.xml.gpg'), 'openpgp');
  assert.equal(of('{"payload":"e30","protected":"e30","signature":""}'), 'jws');
  assert.equal(of('eyJhbGciOiJFUzI1NiJ9.e30.c2ln'), 'jws');
  for (const [text, name] of [['<IODEF-Document/>', 'report.asc'], ['{"version":"2.0"}', 'r.pgp'], ['\uFEFF<a/>', undefined], ['', undefined]] as const) assert.equal(of(text, name), undefined, text);
  assert.equal(wrappingOf(Uint8Array.of(0xff, 0xfe, 0x3c, 0), 'utf16.xml'), undefined);
});
