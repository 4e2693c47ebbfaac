// Drafts and settings in the browser: encrypted, with an expiry, and gone by "forget everything".
// In plain stand only random ids and the times that expiry needs.
import { Database } from './database.ts';
import { deviceKey, MIN_PASSPHRASE_LENGTH, newDerivation, passphraseKey, seal, unseal, type Derivation, type Sealed } from './sealing.ts';

export const DATABASE_NAME = 'edgewarden-iodef';
export const DEFAULT_DAYS = 30;
export const MAX_DAYS = 365;
export const MAX_DRAFTS = 200;
export const MAX_DRAFT_BYTES = 32 * 1024 * 1024;

const DAY = 86_400_000;

export type VaultCode = 'locked' | 'wrong-passphrase' | 'passphrase-too-short' | 'damaged' | 'not-found' | 'full' | 'too-large';

/** What the vault refuses; `code` is the id of the message after `drafts-fault-`. */
export class VaultError extends Error {
  readonly code: VaultCode;

  constructor(code: VaultCode, cause?: unknown) {
    super(`drafts: ${code}`, { cause });
    this.name = 'VaultError';
    this.code = code;
  }
}

/** A document as it is kept. */
export interface Draft {
  readonly id: string;
  /** What the list shows: the incident's number or the file's name. */
  readonly title: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** True while it holds changes that were neither exported nor sent. */
  readonly unsaved: boolean;
}

export interface DraftEntry {
  readonly id: string;
  readonly title: string;
  readonly size: number;
  readonly unsaved: boolean;
  /** It cannot be read: it can only be deleted. */
  readonly damaged: boolean;
  readonly updated: Date;
  readonly expires: Date;
}

interface KeyRecord {
  readonly id: 'device' | 'passphrase';
  readonly key?: CryptoKey;
  readonly derivation?: Derivation;
  /** Seals a constant: tells whether a passphrase is the right one. */
  readonly check?: Sealed;
}

interface Stored extends Sealed {
  readonly id: string;
  readonly updated: number;
  readonly expires: number;
}

const CHECK_CONTEXT = 'edgewarden passphrase check';

function context(kind: 'draft' | 'setting', { id, updated, expires }: Omit<Stored, keyof Sealed>): string {
  return `${kind}\n${id}\n${updated}\n${expires}`;
}

/** Meta data and document in one plaintext: a length, JSON, bytes. */
function pack(meta: object, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(meta));
  const packed = new Uint8Array(4 + head.length + bytes.length);
  new DataView(packed.buffer).setUint32(0, head.length);
  packed.set(head, 4);
  packed.set(bytes, 4 + head.length);
  return packed;
}

function unpack(packed: Uint8Array<ArrayBuffer>): { meta: { title: string; unsaved: boolean }; bytes: Uint8Array<ArrayBuffer> } {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  return { meta: JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length))), bytes: packed.slice(4 + length) };
}

/** Nonces are never used twice: the same one is the same record. */
function isSame(one: Stored | undefined, other: Stored): boolean {
  return one !== undefined && one.iv.length === other.iv.length && one.iv.every((octet, index) => octet === other.iv[index]);
}

async function passphraseRecord(passphrase: string): Promise<{ key: CryptoKey; record: KeyRecord }> {
  const derivation = newDerivation();
  const key = await passphraseKey(passphrase, derivation);
  return { key, record: { id: 'passphrase', derivation, check: await seal(key, new Uint8Array(1), CHECK_CONTEXT) } };
}

export class Vault {
  readonly #database: Database;
  readonly #name: string;
  readonly #now: () => number;
  #key: { readonly id: KeyRecord['id']; readonly key: CryptoKey } | undefined;

  private constructor(database: Database, name: string, now: () => number) {
    this.#database = database;
    this.#name = name;
    this.#now = now;
  }

  static async open(name = DATABASE_NAME, now: () => number = Date.now): Promise<Vault> {
    return new Vault(await Database.open(name), name, now);
  }

  /** How the vault is protected: not at all yet, by this browser's key, or by a passphrase. */
  async protection(): Promise<'none' | 'device' | 'passphrase'> {
    if (await this.#keyRecord('passphrase')) return 'passphrase';
    return (await this.#keyRecord('device')) ? 'device' : 'none';
  }

  get unlocked(): boolean {
    return this.#key !== undefined;
  }

  /** Uses the key of this browser, which is made on first use. */
  async unlockWithDevice(): Promise<void> {
    if (await this.#keyRecord('passphrase')) throw new VaultError('locked');
    const made: KeyRecord = { id: 'device', key: await deviceKey() };
    await this.#database.add('keys', made);
    const key = (await this.#keyRecord('device'))?.key;
    this.#key = key && { id: 'device', key };
  }

  /** Uses a passphrase, which becomes the vault's on first use. */
  async unlockWithPassphrase(passphrase: string): Promise<void> {
    const known = await this.#keyRecord('passphrase');
    if (!known) return this.#setPassphrase(passphrase);
    if (!known.derivation || !known.check) throw new VaultError('damaged');
    const key = await passphraseKey(passphrase, known.derivation);
    try {
      await unseal(key, known.check, CHECK_CONTEXT);
    } catch (error) {
      throw new VaultError('wrong-passphrase', error);
    }
    this.#key = { id: 'passphrase', key };
  }

  /** Seals everything anew under a passphrase, and gives up the key of this browser. */
  async protectWithPassphrase(passphrase: string): Promise<void> {
    if ([...passphrase].length < MIN_PASSPHRASE_LENGTH) throw new VaultError('passphrase-too-short');
    const old = this.#needKey().key;
    if (await this.#keyRecord('passphrase')) throw new VaultError('locked');
    const { key, record } = await passphraseRecord(passphrase);
    const reseal = async (store: 'drafts' | 'settings', kind: 'draft' | 'setting'): Promise<void> => {
      for (const each of (await this.#database.all(store)) as Stored[]) {
        const bound = context(kind, each);
        const plain = await unseal(old, each, bound).catch(() => undefined);
        // What is damaged stays so. What was saved meanwhile is under the new key already, and newer.
        if (plain) await this.#database.putIf(store, { ...each, ...(await seal(key, plain, bound)) }, { store, id: each.id, holds: (now) => isSame(now as Stored | undefined, each) });
      }
    };
    // If this stops half-way, the new key is known by the passphrase and the old one is still here.
    await this.#database.put('keys', record);
    this.#key = { id: 'passphrase', key };
    await reseal('drafts', 'draft');
    await reseal('settings', 'setting');
    await this.#database.remove('keys', 'device');
  }

  /** Drops the key from memory. */
  lock(): void {
    this.#key = undefined;
  }

  async save(draft: Draft, days = DEFAULT_DAYS): Promise<DraftEntry> {
    if (draft.bytes.length > MAX_DRAFT_BYTES) throw new VaultError('too-large');
    const others = (await this.#database.all('drafts')) as Stored[];
    if (others.length >= MAX_DRAFTS && !others.some(({ id }) => id === draft.id)) throw new VaultError('full');
    const updated = this.#now();
    const times = { id: draft.id, updated, expires: updated + Math.min(Math.max(days, 1), MAX_DAYS) * DAY };
    const { title, unsaved } = draft;
    await this.#write('drafts', 'draft', times, pack({ title, unsaved }, draft.bytes));
    return { id: draft.id, title, unsaved, damaged: false, size: draft.bytes.length, updated: new Date(updated), expires: new Date(times.expires) };
  }

  async load(id: string): Promise<Draft> {
    const stored = (await this.#database.get('drafts', id)) as Stored | undefined;
    if (!stored || stored.expires <= this.#now()) throw new VaultError('not-found');
    const { meta, bytes } = await this.#open(stored);
    return { id, ...meta, bytes };
  }

  /** What there is, newest first. Expired drafts are deleted, not listed. */
  async list(): Promise<DraftEntry[]> {
    await this.expire();
    const stored = (await this.#database.all('drafts')) as Stored[];
    const entries: DraftEntry[] = [];
    // One at a time: a document of megabytes is in memory only while its title is read.
    for (const each of stored) {
      const times = { id: each.id, updated: new Date(each.updated), expires: new Date(each.expires) };
      try {
        const { meta, bytes } = await this.#open(each);
        entries.push({ ...times, ...meta, damaged: false, size: bytes.length });
      } catch (error) {
        // One that cannot be read does not hide the others.
        if (!(error instanceof VaultError && error.code === 'damaged')) throw error;
        entries.push({ ...times, title: '', unsaved: false, damaged: true, size: each.box.byteLength });
      }
    }
    return entries.sort((a, b) => b.updated.getTime() - a.updated.getTime());
  }

  async remove(id: string): Promise<void> {
    await this.#database.remove('drafts', id);
  }

  /** Deletes what has expired; needs no key. */
  async expire(): Promise<number> {
    const now = this.#now();
    const expired = ((await this.#database.all('drafts')) as Stored[]).filter(({ expires }) => expires <= now);
    for (const { id } of expired) await this.#database.remove('drafts', id);
    return expired.length;
  }

  /** A setting, such as the team profile, as JSON; settings do not expire. */
  async putSetting(id: string, value: unknown): Promise<void> {
    const times = { id, updated: this.#now(), expires: 0 };
    const plain = new TextEncoder().encode(JSON.stringify(value));
    await this.#write('settings', 'setting', times, plain);
  }

  async setting(id: string): Promise<unknown> {
    const stored = (await this.#database.get('settings', id)) as Stored | undefined;
    if (!stored) return undefined;
    return JSON.parse(new TextDecoder().decode(await this.#unseal('setting', stored)));
  }

  /** Deletes drafts, settings and keys. What another page of this origin holds open is closed there. */
  async forgetEverything(): Promise<void> {
    this.lock();
    this.close();
    await Database.delete(this.#name);
  }

  close(): void {
    this.#database.close();
  }

  /** Seals and writes, unless the vault has another key by now: another page may have put it under a passphrase. */
  async #write(store: 'drafts' | 'settings', kind: 'draft' | 'setting', times: Omit<Stored, keyof Sealed>, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    for (;;) {
      const used = this.#needKey();
      const value = { ...times, ...(await seal(used.key, plain, context(kind, times))) };
      const holds = (record: unknown): boolean => (record !== undefined) === (used.id === 'passphrase');
      if (await this.#database.putIf(store, value, { store: 'keys', id: 'passphrase', holds })) return;
      if (this.#key === used) this.lock();
    }
  }

  async #open(stored: Stored): Promise<ReturnType<typeof unpack>> {
    return unpack(await this.#unseal('draft', stored));
  }

  /** Records that a change to a passphrase has not reached are still under the key of this browser. */
  async #unseal(kind: 'draft' | 'setting', stored: Stored): Promise<Uint8Array<ArrayBuffer>> {
    const bound = context(kind, stored);
    try {
      return await unseal(this.#needKey().key, stored, bound);
    } catch (error) {
      if (error instanceof VaultError) throw error;
      if (this.#key?.id === 'device' && (await this.#keyRecord('passphrase'))) {
        this.lock();
        throw new VaultError('locked', error);
      }
      const device = (await this.#keyRecord('device'))?.key;
      if (!device) throw new VaultError('damaged', error);
      return unseal(device, stored, bound).catch((cause: unknown) => { throw new VaultError('damaged', cause); });
    }
  }

  async #setPassphrase(passphrase: string): Promise<void> {
    if ([...passphrase].length < MIN_PASSPHRASE_LENGTH) throw new VaultError('passphrase-too-short');
    // What the browser's key protects would be lost behind another key.
    if (await this.#keyRecord('device')) throw new VaultError('locked');
    const { key, record } = await passphraseRecord(passphrase);
    if (!(await this.#database.add('keys', record))) return this.unlockWithPassphrase(passphrase);
    this.#key = { id: 'passphrase', key };
  }

  async #keyRecord(id: KeyRecord['id']): Promise<KeyRecord | undefined> {
    return (await this.#database.get('keys', id)) as KeyRecord | undefined;
  }

  #needKey(): { readonly id: KeyRecord['id']; readonly key: CryptoKey } {
    if (!this.#key) throw new VaultError('locked');
    return this.#key;
  }
}
