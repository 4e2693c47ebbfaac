// Keeps the document of an editor as a draft while the host allows storage: saved when changes come to
// rest and when the page is hidden, found again after a crash.
import type { Editor } from '../../editor/editor.ts';
import { Autosave, heldLocks, holdDraft, recoverable, type AutosaveState } from './autosave.ts';
import { Vault, VaultError, type DraftEntry } from './vault.ts';

/** Told of every change of state; the error is why the last attempt failed. */
export type Reported = (state: AutosaveState, error?: unknown) => void;

export class Keeper {
  readonly vault: Vault;
  readonly #editor: Editor;
  readonly #autosave: Autosave;
  readonly #stop: (() => void)[] = [];
  #id: string = crypto.randomUUID();
  #release: (() => void) | false = false;

  private constructor(editor: Editor, vault: Vault, report: Reported) {
    this.#editor = editor;
    this.vault = vault;
    this.#autosave = new Autosave({ save: () => this.#save(), report });
    this.#stop.push(
      editor.on('applied', () => this.#autosave.changed()),
      editor.on('opened', () => void this.#begin()),
      // A draft of what is in a file is no unsaved work.
      editor.on('saved', () => {
        this.#autosave.changed();
        void this.#autosave.flush();
      }),
    );
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') void this.#autosave.flush();
    };
    document.addEventListener('visibilitychange', hidden);
    this.#stop.push(() => document.removeEventListener('visibilitychange', hidden));
  }

  /** Opens the vault of this browser. A vault with a passphrase stays locked until it is given. */
  static async start(editor: Editor, report: Reported): Promise<Keeper> {
    const vault = await Vault.open();
    await vault.expire();
    if ((await vault.protection()) !== 'passphrase') await vault.unlockWithDevice();
    const keeper = new Keeper(editor, vault, report);
    if (editor.state.version > 0) await keeper.#begin();
    return keeper;
  }

  /** Drafts that a crash or a closed window left behind. */
  async leftBehind(): Promise<DraftEntry[]> {
    if (!this.vault.unlocked) return [];
    return recoverable(await this.vault.list(), await heldLocks());
  }

  /** Opens a draft and goes on keeping it under its own id; false if another page edits it. */
  async open(id: string): Promise<boolean> {
    const release = await holdDraft(id);
    if (!release) return false;
    try {
      const draft = await this.vault.load(id);
      await this.#autosave.flush();
      this.#next = { id, release };
      await this.#editor.open(draft.bytes, `${draft.title}.xml`);
      if (draft.unsaved) this.#editor.notSaved();
    } catch (error) {
      release();
      throw error;
    }
    return true;
  }

  /** Saves what is in no file, now. */
  async keep(): Promise<void> {
    if (!this.#editor.unsaved) return;
    this.#autosave.changed();
    await this.#autosave.flush();
  }

  stop(): void {
    this.#autosave.stop();
    for (const stop of this.#stop.splice(0)) stop();
    if (this.#release) this.#release();
    this.vault.close();
  }

  /** The identity that the document which is opened next takes over. */
  #next: { id: string; release: () => void } | undefined;

  async #begin(): Promise<void> {
    // What waited belonged to the document before; it was saved when it changed or given up by the person.
    this.#autosave.stop();
    if (this.#release) this.#release();
    const next = this.#next;
    this.#next = undefined;
    this.#id = next?.id ?? crypto.randomUUID();
    this.#release = next?.release ?? await holdDraft(this.#id);
  }

  async #save(): Promise<void> {
    if (!this.vault.unlocked) throw new VaultError('locked');
    const bytes = await this.#editor.session.call('bytes', []);
    await this.vault.save({
      id: this.#id,
      title: this.#editor.state.title || this.#editor.fileName,
      bytes: new Uint8Array(bytes),
      unsaved: this.#editor.unsaved,
    });
  }
}
