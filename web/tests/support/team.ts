// A complete team, and randomness that is the same in every run.
import type { TeamProfile } from '../../src/features/team/profile.ts';

export const TEAM: TeamProfile = {
  format: 'edgewarden-team-1',
  fqdn: 'csirt.example.org',
  idPattern: '{yyyy}{mm}{dd}-{random}',
  language: 'en',
  restriction: 'amber',
  constituency: 'Networks of the Example group',
  contacts: [{
    role: 'creator', type: 'organization', name: 'Example CSIRT', emails: ['csirt@example.org'], telephones: ['+49 30 1234567'],
    address: ['Example Street 1', '10115 Berlin'],
  }],
  signingKey: '',
  endpoint: 'https://csirt.example.org/report',
};

let state = 0x9e3779b9;

/** xorshift32: no secrets are made in tests. */
export function random(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let index = 0; index < bytes.length; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state >>> 24;
  }
  return bytes;
}
