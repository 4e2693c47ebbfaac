// Whole files by OpenPGP (RFC 9580), with the library `openpgp`, which is loaded with this module. Keys
// and passphrases are used once and not kept.
import {
  config, createMessage, decrypt, decryptKey, encrypt, enums, readKeys, readMessage, readPrivateKeys,
  type DecryptOptions, type Key, type Message, type PrivateKey,
} from 'openpgp/lightweight';
import { MAX_IMPORT_BYTES } from '../import/decode.ts';
import { isTooCostly, MAX_MEMORY_EXPONENT, MAX_RECIPIENTS, type Specifier } from './cost.ts';

/** Longest file of keys, in octets or characters. */
export const MAX_KEYS_LENGTH = 16 * 1024 * 1024;
/** Longest message: the longest document in base64 with its armor. */
export const MAX_MESSAGE_LENGTH = 2 * MAX_IMPORT_BYTES;

/** The id of a key of a recipient who is not named (RFC 9580 section 5.1.8). */
const ANYONE = /^0*$/;

config.maxDecompressedMessageSize = MAX_IMPORT_BYTES;
config.maxArgon2MemoryExponent = MAX_MEMORY_EXPONENT;
config.showVersion = false;
config.showComment = false;

export type OpenPgpCode = 'no-key' | 'private-key' | 'cannot-encrypt' | 'too-many' | 'no-message' | 'is-key' | 'passphrase' | 'not-for-this-key' | 'password' | 'damaged' | 'too-large' | 'too-costly';

/** What cannot be encrypted or decrypted; `code` is the id of the message after `openpgp-fault-`. */
export class OpenPgpError extends Error {
  readonly code: OpenPgpCode;

  constructor(code: OpenPgpCode, cause?: unknown) {
    super(`openpgp: ${code}`, { cause });
    this.name = 'OpenPgpError';
    this.code = code;
  }
}

export interface Recipient {
  readonly key: Key;
  readonly names: readonly string[];
  readonly fingerprint: string;
}

/** The public keys of a file or of pasted text, each of which can be encrypted for now. */
export async function readRecipients(source: Uint8Array | string): Promise<Recipient[]> {
  const keys = await keysOf(source);
  if (keys.length > MAX_RECIPIENTS) throw new OpenPgpError('too-many');
  const recipients: Recipient[] = [];
  for (const key of keys) {
    if (key.isPrivate()) throw new OpenPgpError('private-key');
    await key.getEncryptionKey().catch((error: unknown) => { throw new OpenPgpError('cannot-encrypt', error); });
    recipients.push({ key, names: key.getUserIDs(), fingerprint: key.getFingerprint() });
  }
  return recipients;
}

/** An armored message for all recipients; it says neither the name of the file nor when it was written. */
export async function encryptFor(octets: Uint8Array, recipients: readonly Recipient[]): Promise<string> {
  const message = await createMessage({ binary: octets, date: new Date(0) });
  return encrypt({ message, encryptionKeys: recipients.map(({ key }) => key), format: 'armored' });
}

/** The content of a message for the holder of a private key. */
export async function decryptWithKey(octets: Uint8Array, privateKey: Uint8Array | string, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const message = await messageOf(octets);
  const keys = await privateKeysOf(privateKey);
  const wanted = message.getEncryptionKeyIDs();
  const usable = keys.filter((key) => wanted.some((id) => ANYONE.test(id.toHex()) || key.getKeys(id).length > 0));
  if (usable.length === 0) throw new OpenPgpError('not-for-this-key');
  const unlocked = await Promise.all(usable.map((key) => unlock(key, passphrase)));
  return content({ message, decryptionKeys: unlocked }, 'damaged');
}

/** The content of a message under a password. */
export async function decryptWithPassword(octets: Uint8Array, password: string): Promise<Uint8Array<ArrayBuffer>> {
  return content({ message: await messageOf(octets), passwords: [password] }, 'password');
}

/** How the message can be opened. */
export async function openedBy(octets: Uint8Array): Promise<{ key: boolean; password: boolean }> {
  const message = await messageOf(octets);
  const password = message.packets.filterByTag(enums.packet.symEncryptedSessionKey).length > 0;
  return { key: message.getEncryptionKeyIDs().length > 0, password };
}

async function keysOf(source: Uint8Array | string): Promise<Key[]> {
  if (source.length > MAX_KEYS_LENGTH) throw new OpenPgpError('too-large');
  const text = typeof source === 'string' ? source : armored(source);
  try {
    return text === undefined ? await readKeys({ binaryKeys: source as Uint8Array }) : await readKeys({ armoredKeys: text });
  } catch (error) {
    throw new OpenPgpError('no-key', error);
  }
}

async function privateKeysOf(source: Uint8Array | string): Promise<PrivateKey[]> {
  if (source.length > MAX_KEYS_LENGTH) throw new OpenPgpError('too-large');
  const text = typeof source === 'string' ? source : armored(source);
  try {
    return text === undefined ? await readPrivateKeys({ binaryKeys: source as Uint8Array }) : await readPrivateKeys({ armoredKeys: text });
  } catch (error) {
    throw new OpenPgpError('no-key', error);
  }
}

async function messageOf(octets: Uint8Array): Promise<Message<Uint8Array<ArrayBuffer>>> {
  if (octets.length > MAX_MESSAGE_LENGTH) throw new OpenPgpError('too-large');
  const text = armored(octets);
  if (text?.includes('KEY BLOCK-----')) throw new OpenPgpError('is-key');
  let message: Message<Uint8Array<ArrayBuffer>>;
  try {
    const read = text === undefined ? await readMessage({ binaryMessage: octets }) : await readMessage({ armoredMessage: text });
    message = read as Message<Uint8Array<ArrayBuffer>>;
  } catch (error) {
    throw new OpenPgpError('no-message', error);
  }
  const passwords = message.packets.filterByTag(enums.packet.symEncryptedSessionKey) as unknown as { s2k: Specifier }[];
  if (isTooCostly(Array.from(passwords, ({ s2k }) => s2k), message.getEncryptionKeyIDs().length)) throw new OpenPgpError('too-costly');
  return message;
}

async function unlock(privateKey: PrivateKey, passphrase: string): Promise<PrivateKey> {
  if (privateKey.isDecrypted()) return privateKey;
  try {
    return await decryptKey({ privateKey, passphrase });
  } catch (error) {
    throw new OpenPgpError('passphrase', error);
  }
}

async function content(options: DecryptOptions & { message: Message<Uint8Array<ArrayBuffer>> }, otherwise: OpenPgpCode): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { data } = await decrypt({ ...options, format: 'binary' });
    if (data.length > MAX_IMPORT_BYTES) throw new OpenPgpError('too-large');
    return new Uint8Array(data);
  } catch (error) {
    throw error instanceof OpenPgpError ? error : new OpenPgpError(otherwise, error);
  }
}

/** The text, if it is armored. */
function armored(octets: Uint8Array): string | undefined {
  const head = new TextDecoder().decode(octets.subarray(0, 100));
  return /^\uFEFF?\s*-----BEGIN PGP /.test(head) ? new TextDecoder().decode(octets) : undefined;
}
