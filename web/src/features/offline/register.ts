// Installing the site. Called by the page around the element, never by the element.
import { PREFIX } from './caching.ts';

export interface OfflineEvents {
  /** Everything is kept: the site works without a network. */
  ready(): void;
  /** Another version waits; `activate` takes it and reloads the page. */
  update(activate: () => void): void;
}

/** Registers the service worker; resolves to false where the browser or the page (no TLS) has none. */
export async function registerOffline(scriptUrl: URL, events: OfflineEvents): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !globalThis.isSecureContext) return false;
  const registration = await navigator.serviceWorker.register(scriptUrl, { updateViaCache: 'none' });
  const offer = (worker: ServiceWorker): void => {
    events.update(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      worker.postMessage('activate');
    });
  };
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker);
    });
  });
  void navigator.serviceWorker.ready.then(() => events.ready());
  return true;
}

/** Takes the service worker and its caches away, and nothing of others on this origin; part of "forget everything". */
export async function unregisterOffline(scriptUrl: URL): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    if (worker?.scriptURL === scriptUrl.href) await registration.unregister();
  }
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}
