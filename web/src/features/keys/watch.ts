// Keeps the sentence about the signatures up to date while the document is edited. Between a change and
// the next verdict nothing is claimed.
import type { Editor } from '../../editor/editor.ts';
import type { Verification } from '../../session/keys-protocol.ts';
import { bookOf, keysOf, onBook } from './current.ts';
import { CHECKING, failed, said, UNREADABLE, UNSIGNED, type Said } from './standing.ts';

/** Changes come to rest before a signature is judged again. */
const QUIET_MS = 300;
/** More members of the document than this are not looked through: the verdict is asked for at once. */
const MAX_MEMBERS = 64;

export class Watch {
  readonly #editor: Editor;
  readonly #report: (said: Said) => void;
  readonly #stop: (() => void)[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said: Said = CHECKING;
  #round = 0;

  constructor(editor: Editor, report: (said: Said) => void) {
    this.#editor = editor;
    this.#report = report;
    const anew = (): void => this.#later(0, CHECKING);
    // "Not signed" is no claim: it may stay until it is judged again.
    const changed = (): void => this.#later(QUIET_MS, this.#said === UNSIGNED ? UNSIGNED : CHECKING);
    this.#stop = [editor.on('opened', anew), editor.on('applied', changed), onBook(editor, anew)];
    if (editor.state.version > 0) anew();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#round += 1;
    for (const stop of this.#stop.splice(0)) stop();
  }

  #later(wait: number, meanwhile: Said): void {
    clearTimeout(this.#timer);
    this.#round += 1;
    this.#tell(meanwhile);
    this.#timer = setTimeout(() => void this.#judge(this.#round), wait);
  }

  async #judge(round: number): Promise<void> {
    const report = (found: Said): void => {
      if (round === this.#round) this.#tell(found);
    };
    try {
      report(await judged(this.#editor));
    } catch (error) {
      report(failed(error instanceof Error ? error.message : String(error)));
    }
  }

  #tell(said: Said): void {
    this.#said = said;
    this.#report(said);
  }
}

async function judged(editor: Editor): Promise<Said> {
  if (!editor.state.parsed) return UNREADABLE;
  return (await maySign(editor)) ? said(await verification(editor)) : UNSIGNED;
}

/** Verifies the document as it is now. */
export async function verification(editor: Editor): Promise<Verification> {
  return keysOf(editor).verify(await editor.session.call('text', []), bookOf(editor));
}

/** Whether there is an element where a signature of the document stands: the module is loaded only then. */
async function maySign(editor: Editor): Promise<boolean> {
  const { session } = editor;
  const { items = [] } = await session.call('outline', ['', 1]);
  const data = items.filter((each) => each.class === 'AdditionalData' && each.children > 0);
  if (data.length > MAX_MEMBERS) return true;
  for (const { path } of data) {
    const inside = await session.call('outline', [path, 1]);
    if (inside.items?.some((each) => each.class === 'Signature')) return true;
  }
  return false;
}
