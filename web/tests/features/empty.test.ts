import assert from 'node:assert/strict';
import { test } from 'node:test';

import { emptyDocument } from '../../src/features/templates/empty.ts';
import { EMPTY_PROFILE } from '../../src/features/team/profile.ts';
import { schemaFaults } from '../support/schemas.ts';
import { random, TEAM } from '../support/team.ts';

const options = { language: 'fr', now: new Date(2026, 10, 5, 12, 30), random };

test('a new document begins with what the team has set up', () => {
  const team = { ...TEAM, language: 'de', restriction: 'red', idPattern: 'EX-{yyyy}-{seq:8}' } as const;
  const xml = emptyDocument(team, options);
  assert.deepEqual(schemaFaults({ team: xml }), []);
  assert.match(xml, /xml:lang="de"[\s\S]*<Incident purpose="reporting" restriction="red">\s*<IncidentID name="csirt\.example\.org">EX-2026-\d{8}<\/IncidentID>/);
  assert.match(xml, /<Contact role="creator" type="organization">\s*<ContactName>Example CSIRT<\/ContactName>\s*<Description>Networks of the Example group<[\s\S]*<EmailTo>csirt@example\.org</);
});

test('without a team it is in the language of the interface, and empty where only a person knows', () => {
  const xml = emptyDocument(EMPTY_PROFILE, options);
  assert.match(xml, /xml:lang="fr"[\s\S]*<IncidentID name=""\/>[\s\S]*<Contact role="creator" type="organization">\s*<ContactName\/>\s*<\/Contact>/);
});
