// The service worker of the site: the application's own static files, by version, and nothing else. It
// never sees a document: those are not fetched from anywhere.
/// <reference lib="webworker" />
import { cacheName, isOurs, staleCaches } from './caching.ts';

declare const self: ServiceWorkerGlobalScope;
/** The files of this build and their version; written by the build. */
declare const __EDGEWARDEN_FILES__: readonly string[];
declare const __EDGEWARDEN_VERSION__: string;

const CACHE = cacheName(__EDGEWARDEN_VERSION__);
const FILES = new Set(__EDGEWARDEN_FILES__.map((file) => new URL(file, self.registration.scope).href));
const START = new URL('./', self.registration.scope).href;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // `reload` takes each file from the server, so that one build is never mixed with another.
    await cache.addAll([...FILES].map((url) => new Request(url, { cache: 'reload', credentials: 'same-origin' })));
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of staleCaches(await caches.keys(), CACHE)) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const file = isOurs(event.request, FILES, START);
  if (file === undefined) return;
  event.respondWith((async () => (await (await caches.open(CACHE)).match(file)) ?? fetch(event.request))());
});

self.addEventListener('message', (event) => {
  // The person chose to take the new version now.
  if (event.data === 'activate') void self.skipWaiting();
});
