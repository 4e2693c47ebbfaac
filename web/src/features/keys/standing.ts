// What is said about the signatures of a document. Only one of these sentences is good news.
import type { Verification, Verified } from '../../session/keys-protocol.ts';

export type Tone = 'good' | 'warning' | 'error' | 'none';

export interface Said {
  /** Id of the message. */
  readonly id: string;
  readonly args: Readonly<Record<string, string>>;
  readonly tone: Tone;
}

/** XPaths that are named in the sentence; the panel shows all. */
const MAX_NAMED = 3;

/** Nothing is known yet, or no longer. */
export const CHECKING: Said = { id: 'standing-checking', args: {}, tone: 'none' };
export const UNSIGNED: Said = { id: 'standing-unsigned', args: {}, tone: 'none' };
/** The source cannot be parsed at this moment. */
export const UNREADABLE: Said = { id: 'standing-unreadable', args: {}, tone: 'warning' };

export function failed(reason: string): Said {
  return { id: 'standing-failed', args: { reason }, tone: 'warning' };
}

/** The sentence about a document. */
export function said({ standing, signatures }: Verification): Said {
  switch (standing) {
    case 'trusted': return { id: 'standing-trusted', args: { names: names(signatures) }, tone: 'good' };
    case 'other_domain': return { id: 'standing-other-domain', args: { names: names(signatures) }, tone: 'warning' };
    case 'out_of_time': return { id: 'standing-trusted-late', args: { names: names(signatures) }, tone: 'warning' };
    case 'unknown': return { id: 'standing-unknown', args: {}, tone: 'warning' };
    case 'invalid': return { id: 'standing-invalid', args: {}, tone: 'error' };
    case 'partial': return { id: 'standing-partial', args: { parts: parts(signatures) }, tone: 'warning' };
    case 'unsigned': return UNSIGNED;
  }
}

function names(signatures: readonly Verified[]): string {
  return [...new Set(signatures.flatMap(({ contact }) => (contact ? [contact.name] : [])))].join(', ');
}

function parts(signatures: readonly Verified[]): string {
  const covered = signatures.filter(({ standing }) => standing === 'partial').flatMap((each) => each.covered);
  const named = covered.slice(0, MAX_NAMED).join(', ');
  return covered.length > MAX_NAMED ? `${named}, …` : named || '–';
}

/** Names of incidents that are not those of the team: it signed what another one has numbered. */
export function foreignNames({ contact }: Verified, names: readonly string[]): string[] {
  const domain = contact?.domain?.toLowerCase();
  if (domain === undefined) return [];
  return names.filter((name) => name.toLowerCase() !== domain && !name.toLowerCase().endsWith(`.${domain}`));
}
