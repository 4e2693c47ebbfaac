// The types that cross between the interface and the worker of keys. Rust's serde names are kept.
import type { Path } from './protocol.ts';

/** What the signatures of a document are worth: the worst of them counts. */
export type Standing = 'trusted' | 'other_domain' | 'out_of_time' | 'unknown' | 'partial' | 'invalid' | 'unsigned';

/** A team and what it signs with. */
export interface Contact {
  readonly name: string;
  /** As in the `name` of its IncidentIDs. */
  readonly domain?: string;
  /** SHA-256 of a certificate or of a public key. */
  readonly sha256: string;
}

/** The teams that are known: the only source of trust. */
export interface ContactBook {
  readonly contacts: readonly Contact[];
}

export interface CertificateInfo {
  readonly subject: string;
  readonly sha256: string;
  readonly key_sha256: string;
  /** The kind of its key: "RSA". */
  readonly algorithm: string;
  /** Seconds since the Unix epoch. */
  readonly not_before: number;
  readonly not_after: number;
}

/** What is said about a private key; nothing of it is secret. */
export interface HeldKey {
  readonly algorithm: string;
  readonly key_sha256: string;
  readonly certificate: CertificateInfo | null;
}

export interface Verified {
  readonly standing: Standing;
  /** Why it is not right. */
  readonly problem?: string;
  readonly algorithm: string;
  /** A claim of the certificate that came with it, until it is pinned. */
  readonly subject: string | null;
  readonly sha256: string | null;
  readonly contact: Contact | null;
  readonly signed_at: string | null;
  /** The certificate was valid when it was signed and is now. */
  readonly certificate_in_time: boolean | null;
  /** What speaks against the time. */
  readonly time_fault?: 'future' | 'at_signing' | 'now';
  /** The domain of the contact, if it has one, is that of every IncidentID. */
  readonly domain_matches?: boolean;
  /** XPaths of what is covered, and where that is in the document. */
  readonly covered: readonly string[];
  readonly paths: readonly (Path | null)[];
}

export interface Verification {
  readonly standing: Standing;
  readonly signatures: readonly Verified[];
  /** Under whose names the incidents of the document are numbered. */
  readonly names: readonly string[];
}

export interface OpenedJws {
  /** What was signed, also when the signature is not right. */
  readonly payload: string;
  readonly verification: Verification;
}

export type KeyPurpose = 'sign' | 'open';

/** What the worker of keys may be asked. Times of signing are xs:dateTime, `now` is that of `Date.now()`. */
export interface KeyMethods {
  /** Holds a private key; one for each purpose. The octets are wiped. */
  hold(purpose: KeyPurpose, octets: Uint8Array, passphrase: Uint8Array | null, certificate: Uint8Array | null): HeldKey;
  certificate(octets: Uint8Array): CertificateInfo;
  sign(text: string, signedAt: string): string;
  signDetached(octets: Uint8Array, name: string, signedAt: string): string;
  signJson(json: string, signedAt: string): string;
  verify(text: string, book: ContactBook, now: number): Verification;
  verifyDetached(signature: Uint8Array, octets: Uint8Array, book: ContactBook, now: number): Verification;
  verifyJson(text: string, book: ContactBook, now: number): OpenedJws;
  /** `seed`: 32 random octets. */
  seal(text: string, paths: Path[], receivers: Uint8Array[], seed: Uint8Array): string;
  open(text: string): string;
}
