import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cacheName, isOurs, staleCaches } from '../../src/features/offline/caching.ts';
import { unregisterOffline } from '../../src/features/offline/register.ts';

const START = 'https://site.example/iodef/';
const FILES = new Set(['index.html', 'assets/app-1.js', 'assets/core-1.wasm'].map((file) => new URL(file, START).href));
const get = (url: string, mode = 'cors', method = 'GET') => isOurs({ url, mode, method } as Request, FILES, START);

test('the files of the build are answered, and the start page for a visit', () => {
  assert.equal(get(`${START}assets/app-1.js`), `${START}assets/app-1.js`);
  assert.equal(get(START, 'navigate'), `${START}index.html`);
  assert.equal(get(`${START}#x`, 'navigate'), `${START}index.html`);
  assert.equal(get(`${START}index.html?utm=1`, 'navigate'), `${START}index.html`);
});

test('nothing else is touched', () => {
  for (const url of [`${START}assets/app-2.js`, 'https://other.example/assets/app-1.js', `${START}report`, `${START}assets/app-1.js?x=1`, 'blob:https://site.example/1']) assert.equal(get(url), undefined, url);
  assert.equal(get(`${START}assets/app-1.js`, 'cors', 'POST'), undefined);
  assert.equal(get(`${START}other`, 'navigate'), undefined);
});

test('caches of older versions go, those of others stay', () => {
  assert.deepEqual(staleCaches(['edgewarden-site-1', 'edgewarden-site-2', 'portal'], cacheName('2')), ['edgewarden-site-1']);
});

test('taking the site away leaves what others of the origin have', async () => {
  const gone: string[] = [];
  const registration = (scriptURL: string, state: 'active' | 'waiting') => ({
    active: null, waiting: null, installing: null, [state]: { scriptURL }, unregister: async () => { gone.push(scriptURL); return true; },
  });
  const all = [registration('https://portal.example/sw.js', 'active'), registration('https://portal.example/iodef/sw.js', 'active'), registration('https://portal.example/mail/worker.js', 'waiting')];
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { getRegistrations: async () => all } });
  Object.defineProperty(globalThis, 'caches', { configurable: true, value: { keys: async () => ['edgewarden-site-1', 'other'], delete: async (name: string) => { gone.push(name); return true; } } });
  try {
    await unregisterOffline(new URL('https://portal.example/iodef/sw.js'));
  } finally {
    Reflect.deleteProperty(navigator, 'serviceWorker');
    Reflect.deleteProperty(globalThis, 'caches');
  }
  assert.deepEqual(gone, ['https://portal.example/iodef/sw.js', 'edgewarden-site-1']);
});
