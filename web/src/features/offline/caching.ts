// What the service worker keeps and answers.

export const PREFIX = 'edgewarden-site-';

export function cacheName(version: string): string {
  return `${PREFIX}${version}`;
}

/** Our caches of other versions; what others of this origin keep is not ours to delete. */
export function staleCaches(names: readonly string[], current: string): string[] {
  return names.filter((name) => name.startsWith(PREFIX) && name !== current);
}

/** The cached file that answers a request: a GET for a file of the build, or a visit of the start page. */
export function isOurs(request: Pick<Request, 'method' | 'mode' | 'url'>, files: ReadonlySet<string>, start: string): string | undefined {
  if (request.method !== 'GET') return undefined;
  const url = new URL(request.url);
  url.hash = '';
  if (request.mode === 'navigate' && (url.href === start || url.pathname === new URL('index.html', start).pathname)) {
    return files.has(new URL('index.html', start).href) ? new URL('index.html', start).href : undefined;
  }
  return files.has(url.href) ? url.href : undefined;
}
