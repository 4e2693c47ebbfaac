import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { incidentId, indicatorId, patternFault } from '../../src/features/team/identifiers.ts';
import { EMPTY_PROFILE, formatProfile, isEmail, isFqdn, isTelephone, parseProfile, profileFaults, ProfileError } from '../../src/features/team/profile.ts';
import { contact } from '../../src/features/team/contacts.ts';
import { write } from '../../src/features/xml/write.ts';
import { dateTime, fromLocalInput, offsetText } from '../../src/features/time.ts';
import { random, TEAM } from '../support/team.ts';

describe('identifiers', () => {
  const now = new Date(2026, 10, 5, 12);

  test('a pattern is filled in', () => {
    assert.match(incidentId('{yyyy}{mm}{dd}-{random}', now, 1, random), /^20261105-[0-9a-hjkmnp-tv-z]{12}$/);
    assert.equal(incidentId('INC-{yy}-{seq:5}', now, 42, random), 'INC-26-00042');
  });

  test('a million identifiers are all different', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 1_000_000; index += 1) seen.add(incidentId('{random}', now, 0, random));
    assert.equal(seen.size, 1_000_000);
  });

  test('patterns that would repeat or break are refused', () => {
    assert.equal(patternFault('{yyyy}-{mm}'), 'pattern-not-unique');
    assert.equal(patternFault('{random:4}'), 'pattern-random-length');
    assert.equal(patternFault('{seq} {what}'), 'pattern-unknown-token');
    assert.equal(patternFault('<{seq}>'), 'pattern-characters');
    assert.equal(patternFault(`${'a'.repeat(101)}{seq}`), 'pattern-too-long');
    assert.throws(() => incidentId('fixed', now, 1, random), RangeError);
  });

  test('an indicator identifier is an xs:ID', () => {
    assert.match(indicatorId(random), /^i-[0-9a-z]{16}$/);
  });
});

describe('the profile of a team', () => {
  test('is written and read again', () => {
    assert.deepEqual(parseProfile(formatProfile(TEAM)), TEAM);
  });

  test('of a complete team has no fault', () => {
    assert.deepEqual(profileFaults(TEAM), []);
  });

  test('that is empty says what is missing', () => {
    assert.deepEqual(profileFaults(EMPTY_PROFILE).map(({ field }) => field), ['fqdn', 'contacts.0.name', 'contacts.0.emails']);
  });

  test('without a creator, with http or with a key of its own is faulty', () => {
    const fields = (change: object): string[] => profileFaults({ ...TEAM, ...change }).map(({ field }) => field);
    assert.deepEqual(fields({ contacts: TEAM.contacts.map((each) => ({ ...each, role: 'tech' as const })) }), ['contacts']);
    assert.deepEqual(fields({ endpoint: 'http://csirt.example.org/report' }), ['endpoint']);
    assert.deepEqual(fields({ signingKey: '-----BEGIN PRIVATE KEY-----' }), ['signingKey']);
    assert.deepEqual(fields({ fqdn: 'csirt' }), ['fqdn']);
  });

  test('from a hostile file is refused with the place', () => {
    const refused = (json: string): string => {
      try {
        parseProfile(json);
      } catch (error) {
        assert.ok(error instanceof ProfileError);
        return `${error.path} ${error.id}`;
      }
      return 'accepted';
    };
    const changed = (change: object): string => refused(JSON.stringify({ ...TEAM, ...change }));
    assert.equal(refused('{'), '$ team-file-json');
    assert.equal(refused('[]'), '$ team-file-object');
    assert.equal(changed({ privateKey: 'x' }), '$.privateKey team-file-unknown');
    assert.equal(changed({ restriction: 'purple' }), '$.restriction team-file-value');
    assert.equal(changed({ fqdn: 5 }), '$.fqdn team-file-text');
    assert.equal(changed({ contacts: new Array(21).fill(TEAM.contacts[0]) }), '$.contacts team-file-list');
    assert.equal(changed({ contacts: [{ ...TEAM.contacts[0], emails: [1] }] }), '$.contacts.0.emails.0 team-file-text');
    assert.equal(refused(' '.repeat(70_000)), '$ team-file-too-long');
  });
});

test('a contact escapes what it is given and leaves out what is empty', () => {
  const xml = write(contact({ role: 'creator', type: 'person', name: '<b>&', emails: [], telephones: ['+49 30 1'], address: ['Street $1', '', 'City'] }));
  assert.equal(xml, [
    '<Contact role="creator" type="person">', '  <ContactName>&lt;b&gt;&amp;</ContactName>', '  <PostalAddress>', '    <PAddress>Street  1$City</PAddress>',
    '  </PostalAddress>', '  <Telephone>', '    <TelephoneNumber>+49 30 1</TelephoneNumber>', '  </Telephone>', '</Contact>',
  ].join('\n'));
});

test('names and addresses', () => {
  for (const good of ['csirt.example.org', 'xn--bcher-kva.example', 'a.b']) assert.ok(isFqdn(good), good);
  for (const bad of ['csirt', 'a..b', '-a.b', 'a_b.c', 'a.1', `${'a'.repeat(64)}.b`, 'a.b.', 'a b.c']) assert.ok(!isFqdn(bad), bad);
  assert.ok(isEmail('a.b+c@example.org') && !isEmail('a@b') && !isEmail('a b@example.org') && !isEmail('@example.org'));
});

test('a telephone number is one for documents too, or is written as one', () => {
  const written = (number: string): string | undefined => {
    const xml = write(contact({ role: 'creator', type: 'person', name: 'A', emails: [], telephones: [number], address: [] }));
    return /<TelephoneNumber>(.*)</.exec(xml)?.[1];
  };
  for (const [number, text] of [
    ['+49 30/1234567', '+49 30-1234567'], ['030 - 123 45', '030-123 45'], ['+49 (30) / 12-34', '+49 (30)-12-34'], ['+1 (412) 268-7090', '+1 (412) 268-7090'], ['112', '112'],
  ] as const) {
    assert.ok(isTelephone(number), number);
    assert.equal(written(number), text);
  }
  // As phone() of the core refuses them.
  for (const bad of ['12', 'call me', '+', '(412', '412)', '1--22', '030-/-12', '++491', '() 123', '+ 49 30', '+12345678901234567', '1234 5678 9012 3456', '((41) 2)', '030 123-']) assert.ok(!isTelephone(bad), bad);
});

test('times carry the offset of the place', () => {
  assert.equal(dateTime(new Date(Date.UTC(2026, 0, 1, 0, 0, 0)), 330), '2026-01-01T05:30:00+05:30');
  assert.equal(dateTime(new Date(Date.UTC(2026, 0, 1, 0, 0, 0)), -210), '2025-12-31T20:30:00-03:30');
  assert.equal(offsetText(0), '+00:00');
  assert.match(fromLocalInput('2026-07-01T12:00') ?? '', /^2026-07-01T12:00:00[+-]\d{2}:\d{2}$/);
  assert.equal(fromLocalInput('tomorrow'), undefined);
});
