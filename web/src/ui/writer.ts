// Keystrokes become edits one after another; of what waits for the same place only the newest is done.
import type { Editor } from '../editor/editor.ts';

type Write = (editor: Editor) => Promise<unknown>;

const running = new WeakMap<Editor, Set<Promise<void>>>();

/** Whether keystrokes are on their way to the document. */
export function isWriting(editor: Editor): boolean {
  return (running.get(editor)?.size ?? 0) > 0;
}

/** Resolves when the keystrokes so far are in the document. */
export async function written(editor: Editor): Promise<void> {
  await Promise.all(running.get(editor) ?? []);
}

export class Writer {
  #editor: () => Editor;
  #refused: (error: Error) => void;
  #running: Promise<void> | undefined;
  #waiting = new Map<string, Write>();

  constructor(editor: () => Editor, refused: (error: Error) => void) {
    this.#editor = editor;
    this.#refused = refused;
  }

  /** `place` names what is written: the text, an attribute. */
  write(place: string, write: Write): void {
    this.#waiting.set(place, write);
    if (this.#running) return;
    const editor = this.#editor();
    const all = running.get(editor) ?? new Set();
    running.set(editor, all);
    const run = this.#run(editor).finally(() => all.delete(run));
    this.#running = run;
    all.add(run);
  }

  async #run(editor: Editor): Promise<void> {
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        await next(editor);
      } catch (error) {
        this.#refused(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.#running = undefined;
  }

  #take(): Write | undefined {
    for (const [place, write] of this.#waiting) {
      this.#waiting.delete(place);
      return write;
    }
    return undefined;
  }
}
