// The signing key of a team profile is a reference: the fingerprint of a certificate or key.
import type { HeldKey } from '../../session/keys-protocol.ts';
import { fingerprint } from './contacts.ts';

/** True if the profile names this key, or none. */
export function namesKey(reference: string, { key_sha256: key, certificate }: HeldKey): boolean {
  const wanted = fingerprint(reference);
  return wanted === '' || wanted === key || wanted === certificate?.sha256;
}
