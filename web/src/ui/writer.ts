// Keystrokes become edits one after another; of what waits for the same place only the newest is done.
import type { Editor } from '../editor/editor.ts';

type Write = (editor: Editor) => Promise<unknown>;

export class Writer {
  #editor: () => Editor;
  #refused: (error: Error) => void;
  #running = false;
  #waiting = new Map<string, Write>();

  constructor(editor: () => Editor, refused: (error: Error) => void) {
    this.#editor = editor;
    this.#refused = refused;
  }

  /** `place` names what is written: the text, an attribute. */
  write(place: string, write: Write): void {
    this.#waiting.set(place, write);
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        await next(this.#editor());
      } catch (error) {
        this.#refused(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.#running = false;
  }

  #take(): Write | undefined {
    for (const [place, write] of this.#waiting) {
      this.#waiting.delete(place);
      return write;
    }
    return undefined;
  }
}
