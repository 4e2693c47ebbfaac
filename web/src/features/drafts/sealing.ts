// AES-256-GCM for what is kept in the browser, under a key that script cannot read or under a passphrase.

/** The work of deriving a key from a passphrase; kept with the vault, so that it can be raised later. */
export interface Derivation {
  readonly kdf: 'PBKDF2';
  readonly hash: 'SHA-256';
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
}

/** A ciphertext with the nonce it was made with. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly box: ArrayBuffer;
}

/** OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
export const PBKDF2_ITERATIONS = 600_000;
/** A stored figure outside these bounds was not written by us. */
const MIN_ITERATIONS = 100_000;
const MAX_ITERATIONS = 10_000_000;
const SALT_LENGTH = 16;
/** NIST SP 800-38D section 8.2.2: 96 random bits for each message. */
const IV_LENGTH = 12;
export const MIN_PASSPHRASE_LENGTH = 12;

const AES = { name: 'AES-GCM', length: 256 };

/** A key that cannot be exported, not even by this page. */
export function deviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt']);
}

export function newDerivation(): Derivation {
  return { kdf: 'PBKDF2', hash: 'SHA-256', iterations: PBKDF2_ITERATIONS, salt: crypto.getRandomValues(new Uint8Array(SALT_LENGTH)) };
}

export async function passphraseKey(passphrase: string, derivation: Derivation): Promise<CryptoKey> {
  const { iterations, salt, hash } = derivation;
  if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS || salt.length !== SALT_LENGTH) throw new RangeError('the derivation is not one of ours');
  // RFC 8265: the same letters typed on another keyboard are the same passphrase.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  bytes.fill(0);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash, iterations, salt }, material, AES, false, ['encrypt', 'decrypt']);
}

/** Encrypts; `context` is bound to the ciphertext, so that a record cannot stand in for another one. */
export async function seal(key: CryptoKey, plain: Uint8Array<ArrayBuffer>, context: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
  const additionalData = new TextEncoder().encode(context);
  return { iv, box: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain) };
}

/** Decrypts; rejects if key, ciphertext or context are not the ones it was sealed with. */
export async function unseal(key: CryptoKey, sealed: Sealed, context: string): Promise<Uint8Array<ArrayBuffer>> {
  const additionalData = new TextEncoder().encode(context);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData }, key, sealed.box));
}
