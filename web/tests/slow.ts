// A slow page on purpose: `SLOW=500 scripts/web-test.sh` lets each file and each answer of a worker come up to so
// many milliseconds late, in their order. What holds only while they come at once fails then, here instead of on
// a machine with other work.
import type { BrowserContext } from 'playwright-core';

const MOST = Number(process.env['SLOW'] ?? 0);

/** Does it now, or later where pages are to be slow. */
export function late(does: () => void): void {
  if (MOST > 0) setTimeout(does, Math.random() * MOST);
  else does();
}

/** Answers of the workers of a context come late, where pages are to be slow. */
export async function slowWorkers(context: BrowserContext): Promise<void> {
  if (MOST > 0) await context.addInitScript(delayAnswers, Math.random() * MOST);
}

/** In the page, before its scripts. */
function delayAnswers(most: number): void {
  const given = new WeakSet<Event>();
  globalThis.Worker = class extends Worker {
    constructor(...all: ConstructorParameters<typeof Worker>) {
      super(...all);
      let last = Promise.resolve();
      this.addEventListener('message', (event) => {
        if (given.has(event)) return;
        event.stopImmediatePropagation();
        const due = performance.now() + Math.random() * most;
        const again = new MessageEvent('message', { data: event.data, ports: [...event.ports] });
        given.add(again);
        last = last.then(async () => {
          await new Promise((resolve) => { setTimeout(resolve, Math.max(0, due - performance.now())); });
          this.dispatchEvent(again);
        });
      });
    }
  };
}
