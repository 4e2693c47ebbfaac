import 'fake-indexeddb/auto';

import assert from 'node:assert/strict';
import { beforeEach, describe, mock, test } from 'node:test';
import { inspect } from 'node:util';

import { Autosave, draftLock, LATEST_MS, QUIET_MS, recoverable, type AutosaveState } from '../../src/features/drafts/autosave.ts';
import { PBKDF2_ITERATIONS } from '../../src/features/drafts/sealing.ts';
import { MAX_DRAFT_BYTES, Vault, VaultError } from '../../src/features/drafts/vault.ts';

const SECRET = 'Incident at Example Corp, victim alice@example.org';
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const DRAFT = { id: 'd1', title: 'csirt.example.org 4711', bytes: bytes(SECRET), unsaved: true };

let name = '';
let now = 0;
let count = 0;

beforeEach(() => {
  count += 1;
  name = `vault-${count}`;
  now = Date.UTC(2026, 10, 5);
});

const open = (): Promise<Vault> => Vault.open(name, () => now);

async function deviceVault(): Promise<Vault> {
  const vault = await open();
  await vault.unlockWithDevice();
  return vault;
}

const fails = (code: string) => (error: unknown): boolean => error instanceof VaultError && error.code === code;

/** Everything that IndexedDB holds, as a person with the disk would see it. */
async function stored(): Promise<{ text: string; values: Record<string, unknown>[] }> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const values: Record<string, unknown>[] = [];
  for (const store of database.objectStoreNames) {
    values.push(...await new Promise<Record<string, unknown>[]>((resolve) => {
      const request = database.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result);
    }));
  }
  database.close();
  const text = values.map((value) => inspect(value, { depth: 9, maxArrayLength: null }) + Object.values(value).map((field) =>
    (field instanceof ArrayBuffer || field instanceof Uint8Array ? Buffer.from(field as ArrayBuffer).toString('latin1') : '')).join('')).join('\n');
  return { text, values };
}

describe('the vault', () => {
  test('gives back what it was given, in another page too', async () => {
    const vault = await deviceVault();
    await vault.save(DRAFT);
    vault.close();
    const again = await deviceVault();
    assert.deepEqual(await again.load('d1'), DRAFT);
    assert.deepEqual((await again.list()).map(({ id, title, size, unsaved }) => ({ id, title, size, unsaved })),
      [{ id: 'd1', title: DRAFT.title, size: SECRET.length, unsaved: true }]);
  });

  test('keeps nothing in plain text', async () => {
    const vault = await deviceVault();
    await vault.save(DRAFT);
    await vault.putSetting('team', { fqdn: 'csirt.example.org', contact: 'alice@example.org' });
    const { text, values } = await stored();
    assert.equal(values.length, 3);
    for (const secret of [SECRET, 'alice', 'example.org', '4711', 'unsaved', 'fqdn']) assert.ok(!text.includes(secret), secret);
    const key = values.find(({ id }) => id === 'device')?.key as CryptoKey;
    assert.equal(key.extractable, false);
    await assert.rejects(crypto.subtle.exportKey('raw', key));
  });

  test('names its derivation and refuses a wrong passphrase', async () => {
    const vault = await open();
    await vault.unlockWithPassphrase('correct horse battery');
    await vault.save(DRAFT);
    vault.close();
    const { text, values } = await stored();
    assert.ok(!text.includes('correct horse') && !text.includes('alice'));
    const record = values.find(({ id }) => id === 'passphrase') as { derivation: { kdf: string; hash: string; iterations: number } };
    assert.deepEqual([record.derivation.kdf, record.derivation.hash, record.derivation.iterations], ['PBKDF2', 'SHA-256', PBKDF2_ITERATIONS]);

    const again = await open();
    assert.equal(await again.protection(), 'passphrase');
    await assert.rejects(again.unlockWithPassphrase('correct horse batterY'), fails('wrong-passphrase'));
    await assert.rejects(again.unlockWithDevice(), fails('locked'));
    await assert.rejects(again.load('d1'), fails('locked'));
    await again.unlockWithPassphrase('correct horse battery');
    assert.deepEqual(await again.load('d1'), DRAFT);
    again.lock();
    await assert.rejects(again.list(), fails('locked'));
  });

  test('takes the same passphrase in another normalisation, and refuses a short one', async () => {
    const vault = await open();
    await assert.rejects(vault.unlockWithPassphrase('short'), fails('passphrase-too-short'));
    await vault.unlockWithPassphrase('passphrase \u00e4');
    const again = await open();
    await again.unlockWithPassphrase('passphrase a\u0308');
    assert.ok(again.unlocked);
  });

  test('is put under a passphrase later, with all that is in it', async () => {
    const vault = await deviceVault();
    await vault.save(DRAFT);
    await vault.putSetting('team', { fqdn: 'a.b' });
    await assert.rejects(vault.protectWithPassphrase('short'), fails('passphrase-too-short'));
    await vault.protectWithPassphrase('correct horse battery');
    assert.deepEqual(await vault.load('d1'), DRAFT);
    vault.close();
    const { values } = await stored();
    assert.ok(!values.some(({ id }) => id === 'device'));
    const again = await open();
    await assert.rejects(again.load('d1'), fails('locked'));
    await again.unlockWithPassphrase('correct horse battery');
    assert.deepEqual(await again.load('d1'), DRAFT);
    assert.deepEqual(await again.setting('team'), { fqdn: 'a.b' });
  });

  test('deletes what has expired, without a key', async () => {
    const vault = await deviceVault();
    await vault.save(DRAFT, 2);
    await vault.save({ ...DRAFT, id: 'd2' }, 9);
    now += 2 * 86_400_000;
    await assert.rejects(vault.load('d1'), fails('not-found'));
    vault.lock();
    assert.equal(await vault.expire(), 1);
    assert.deepEqual((await stored()).values.map(({ id }) => id).filter((id) => id !== 'device'), ['d2']);
  });

  test('sees a record that was changed or put in the place of another', async () => {
    const vault = await deviceVault();
    await vault.save(DRAFT);
    await vault.save({ ...DRAFT, id: 'd2' });
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const drafts = database.transaction('drafts', 'readwrite').objectStore('drafts');
    await new Promise<void>((resolve) => {
      const request = drafts.get('d1');
      request.onsuccess = () => {
        drafts.put({ ...request.result, id: 'd2' }).onsuccess = () => resolve();
      };
    });
    database.close();
    await assert.rejects(vault.load('d2'), fails('damaged'));
    assert.deepEqual(await vault.load('d1'), DRAFT);
  });

  test('that another page put under a passphrase takes nothing under the old key', async () => {
    const [one, two] = await Promise.all([deviceVault(), deviceVault()]);
    await one.save(DRAFT);
    await one.protectWithPassphrase('correct horse battery');
    await assert.rejects(two.save({ ...DRAFT, id: 'd2' }), fails('locked'));
    assert.equal(two.unlocked, false);
    await assert.rejects(two.putSetting('team', { fqdn: 'a.b' }), fails('locked'));
    assert.deepEqual((await one.list()).map(({ id, damaged }) => [id, damaged]), [['d1', false]]);
    await two.unlockWithPassphrase('correct horse battery');
    await two.save({ ...DRAFT, id: 'd2' });
    assert.deepEqual((await one.list()).map(({ id }) => id).sort(), ['d1', 'd2']);
  });

  test('that another page put under a passphrase is locked, not damaged', async () => {
    const [one, two] = await Promise.all([deviceVault(), deviceVault()]);
    await one.save(DRAFT);
    await one.protectWithPassphrase('correct horse battery');
    await assert.rejects(two.load('d1'), fails('locked'));
  });

  test('loses nothing that is saved while it is put under a passphrase', async () => {
    const vault = await deviceVault();
    for (let index = 0; index < 20; index += 1) await vault.save({ ...DRAFT, id: `d${index}` });
    const changing = vault.protectWithPassphrase('correct horse battery');
    const saves: Promise<unknown>[] = [];
    for (let round = 0; round < 30; round += 1) {
      const newer = { ...DRAFT, id: `d${round % 20}`, bytes: bytes(`round ${round}`) };
      // The key changes under it: one that is refused is saved again, as by the next autosave.
      saves.push(vault.save(newer).catch(async (error: unknown) => {
        if (!fails('locked')(error)) throw error;
        await changing;
        await vault.save(newer);
      }));
      await new Promise((resolve) => { setTimeout(resolve, 8); });
    }
    await Promise.all([changing, ...saves]);
    for (let index = 0; index < 20; index += 1) {
      const round = index < 10 ? index + 20 : index;
      assert.equal(new TextDecoder().decode((await vault.load(`d${index}`)).bytes), `round ${round}`);
    }
  });

  test('lists what is damaged beside the others, to be deleted', async () => {
    const vault = await deviceVault();
    await vault.save(DRAFT);
    await vault.save({ ...DRAFT, id: 'd2' });
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    await new Promise<void>((resolve) => {
      const drafts = database.transaction('drafts', 'readwrite').objectStore('drafts');
      drafts.get('d1').onsuccess = (event) => {
        const record = (event.target as IDBRequest).result;
        drafts.put({ ...record, box: new ArrayBuffer(40) }).onsuccess = () => resolve();
      };
    });
    database.close();
    assert.deepEqual((await vault.list()).map(({ id, damaged, unsaved }) => [id, damaged, unsaved]).sort(), [['d1', true, false], ['d2', false, true]]);
    await vault.remove('d1');
    assert.deepEqual((await vault.list()).map(({ id }) => id), ['d2']);
  });

  test('forgets everything', async () => {
    const vault = await deviceVault();
    await vault.save(DRAFT);
    await vault.putSetting('team', { a: 1 });
    await vault.forgetEverything();
    assert.deepEqual((await indexedDB.databases()).filter((each) => each.name === name), []);
    const again = await deviceVault();
    assert.deepEqual(await again.list(), []);
    assert.equal(await again.setting('team'), undefined);
  });

  test('is forgotten although another page has it open', async () => {
    const other = await deviceVault();
    await (await deviceVault()).forgetEverything();
    await assert.rejects(other.list());
  });

  test('two pages that begin at the same time share one key', async () => {
    const [one, two] = await Promise.all([deviceVault(), deviceVault()]);
    await one.save(DRAFT);
    assert.deepEqual(await two.load('d1'), DRAFT);
  });

  test('refuses what is too large', async () => {
    const vault = await deviceVault();
    await assert.rejects(vault.save({ ...DRAFT, bytes: new Uint8Array(MAX_DRAFT_BYTES + 1) }), fails('too-large'));
  });

  test('keeps settings', async () => {
    const vault = await deviceVault();
    await vault.putSetting('team', { fqdn: 'a.b' });
    assert.deepEqual(await vault.setting('team'), { fqdn: 'a.b' });
    assert.equal(await vault.setting('other'), undefined);
  });
});

describe('autosave', () => {
  function setUp(save: () => Promise<void>) {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const states: AutosaveState[] = [];
    return { states, autosave: new Autosave({ save, report: (state) => states.push(state) }) };
  }

  test('waits until changes come to rest', async () => {
    const save = mock.fn(async () => {});
    const { autosave, states } = setUp(save);
    try {
      for (let index = 0; index < 3; index += 1) {
        autosave.changed();
        mock.timers.tick(QUIET_MS - 1);
      }
      assert.equal(save.mock.callCount(), 0);
      mock.timers.tick(1);
      assert.equal(save.mock.callCount(), 1);
      await autosave.flush();
      assert.equal(save.mock.callCount(), 1);
      assert.deepEqual(states.slice(-2), ['saving', 'saved']);
    } finally {
      mock.timers.reset();
    }
  });

  test('does not wait for ever while somebody types', () => {
    const save = mock.fn(async () => {});
    const { autosave } = setUp(save);
    try {
      for (let passed = 0; passed <= LATEST_MS; passed += 500) {
        autosave.changed();
        mock.timers.tick(500);
      }
      assert.equal(save.mock.callCount(), 1);
    } finally {
      mock.timers.reset();
    }
  });

  test('saves again what changed while it saved, never twice at once', async () => {
    let finish = (): void => {};
    let running = 0;
    const save = mock.fn(async () => {
      running += 1;
      assert.equal(running, 1);
      await new Promise<void>((resolve) => { finish = resolve; });
      running -= 1;
    });
    const { autosave } = setUp(save);
    try {
      autosave.changed();
      mock.timers.tick(QUIET_MS);
      autosave.changed();
      const flushed = autosave.flush();
      finish();
      await new Promise(setImmediate);
      finish();
      await flushed;
      assert.equal(save.mock.callCount(), 2);
    } finally {
      mock.timers.reset();
    }
  });

  test('says that it failed and tries again at the next change', async () => {
    let fail = true;
    const save = mock.fn(async () => { if (fail) throw new Error('full'); });
    const { autosave, states } = setUp(save);
    try {
      autosave.changed();
      await autosave.flush();
      assert.equal(states.at(-1), 'failed');
      fail = false;
      autosave.changed();
      await autosave.flush();
      assert.equal(states.at(-1), 'saved');
    } finally {
      mock.timers.reset();
    }
  });
});

test('a crash leaves the drafts that are unsaved and that no page holds', () => {
  const entry = (id: string, unsaved: boolean) => ({ id, title: id, size: 1, unsaved, damaged: false, updated: new Date(), expires: new Date() });
  assert.deepEqual(recoverable([entry('a', true), entry('b', true), entry('c', false)], [draftLock('b')]).map(({ id }) => id), ['a']);
});
