// When drafts are saved by themselves, and which of them a crash has left behind.
import type { DraftEntry } from './vault.ts';

/** Saves this long after the last change … */
export const QUIET_MS = 1_500;
/** … and not later than this after the first one that is not saved. */
export const LATEST_MS = 10_000;

export type AutosaveState = 'saved' | 'waiting' | 'saving' | 'failed';

export interface AutosaveOptions {
  save(): Promise<void>;
  /** Told of every change of state; the error is what the last attempt failed with. */
  report(state: AutosaveState, error?: unknown): void;
  now?(): number;
}

/** Calls `save` when changes have come to rest, never twice at the same time, and again if one came meanwhile. */
export class Autosave {
  readonly #options: AutosaveOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstChange: number | undefined;
  #running: Promise<void> | undefined;

  constructor(options: AutosaveOptions) {
    this.#options = options;
  }

  /** The document changed. */
  changed(): void {
    const now = this.#now();
    this.#firstChange ??= now;
    if (this.#running) return;
    this.#schedule(Math.max(0, Math.min(QUIET_MS, this.#firstChange + LATEST_MS - now)));
  }

  /** Saves now what is not saved; resolves when it is. Call it when the page is hidden. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#firstChange !== undefined) await this.#run();
  }

  /** Forgets what waits. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#firstChange = undefined;
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), delay);
    this.#options.report('waiting');
  }

  #run(): Promise<void> {
    this.#running ??= this.#save().finally(() => {
      this.#running = undefined;
      if (this.#firstChange !== undefined) this.#schedule(QUIET_MS);
    });
    return this.#running;
  }

  async #save(): Promise<void> {
    this.#firstChange = undefined;
    this.#options.report('saving');
    try {
      await this.#options.save();
      this.#options.report('saved');
    } catch (error) {
      // The next change tries again; until then the person is told.
      this.#options.report('failed', error);
    }
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }
}

/** The name of the lock that a page holds while it edits a draft. */
export function draftLock(id: string): string {
  return `edgewarden-draft-${id}`;
}

/** Holds the lock of a draft until the returned function is called; false if another page edits it. */
export async function holdDraft(id: string, locks: LockManager = navigator.locks): Promise<(() => void) | false> {
  return new Promise((resolve, reject) => {
    locks.request(draftLock(id), { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve(false);
        return undefined;
      }
      return new Promise<void>((release) => resolve(() => release()));
    }).catch(reject);
  });
}

/** Drafts with unsaved changes that no page holds: a crash or a closed window has left them. */
export function recoverable(drafts: readonly DraftEntry[], held: readonly string[]): DraftEntry[] {
  const locks = new Set(held);
  return drafts.filter(({ id, unsaved }) => unsaved && !locks.has(draftLock(id)));
}

/** The locks that pages of this origin hold now. */
export async function heldLocks(locks: LockManager = navigator.locks): Promise<string[]> {
  const { held = [] } = await locks.query();
  return held.flatMap(({ name }) => (name === undefined ? [] : [name]));
}
