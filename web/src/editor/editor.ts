// The state that every part of one editor shares: the document's session, what is selected, what the
// person chose. Parts listen for its events and ask the session for what they show.
import { Session, SessionError, type Progress } from '../session/session.ts';
import type { Applied, Command, Level, Opened, OpenOptions, Path, Profile, State } from '../session/protocol.ts';
import { L10n } from './l10n.ts';

/** What the host of the editor allows. Everything is off unless it says otherwise. */
export interface EditorOptions {
  /** Drafts, settings and history may be kept in the browser. */
  storage: boolean;
  readonly: boolean;
}

export interface EditorEvents {
  /** Another document was opened. */
  opened: Opened;
  /** The document changed. */
  applied: Applied;
  /** Counts, profile, fault: anything of the state. */
  state: State;
  /** The element that form, outline and source show. */
  selected: Selection;
  /** How much the form shows. */
  level: Level;
  locale: string;
  /** A sentence for the status line and for screen readers. */
  announced: string;
  /** Long work; null when it is over. */
  progress: { stage: string; done: number; total: number } | null;
}

export interface Selection {
  path: Path;
  /** The attribute to focus. */
  attribute?: string;
  /** Who selected, so that it does not follow itself. */
  by: string;
  /** True when the field itself should take the focus. */
  focus: boolean;
}

const EMPTY: State = {
  version: 0, parsed: false, errors: 0, warnings: 0, infos: 0,
  can_undo: false, can_redo: false, profile: 'common', title: '',
};

export class Editor {
  readonly session: Session;
  readonly l10n: L10n;
  readonly options: EditorOptions;
  /** Dialogs are put here, in the shadow root of the element. */
  host: ShadowRoot | HTMLElement | undefined;
  state: State = EMPTY;
  kind: Opened['kind'] = 'broken';
  /** Name of the file that was opened or saved last. */
  fileName = 'incident.xml';
  level: Level = 'recommended';
  selection: Selection = { path: '', by: 'editor', focus: false };
  #events = new EventTarget();

  constructor(options: Partial<EditorOptions> = {}, session = new Session(), l10n = new L10n()) {
    this.options = { storage: false, readonly: false, ...options };
    this.session = session;
    this.l10n = l10n;
  }

  /** Listens until the returned function is called. */
  on<E extends keyof EditorEvents>(name: E, listener: (detail: EditorEvents[E]) => void): () => void {
    const handler = (event: Event) => listener((event as CustomEvent<EditorEvents[E]>).detail);
    this.#events.addEventListener(name, handler);
    return () => this.#events.removeEventListener(name, handler);
  }

  emit<E extends keyof EditorEvents>(name: E, detail: EditorEvents[E]): void {
    this.#events.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** Opens bytes of a file. What cannot be parsed is opened as source, with its fault. */
  async open(bytes: Uint8Array, options: OpenOptions = {}, fileName?: string): Promise<Opened> {
    const progress: Progress = (stage, done, total) => this.emit('progress', { stage, done, total });
    try {
      const opened = await this.session.call('open', [bytes, options], { progress });
      this.kind = opened.kind;
      if (fileName) this.fileName = fileName;
      this.selection = { path: opened.state.parsed ? '0' : '', by: 'editor', focus: false };
      this.emit('opened', opened);
      this.#setState(opened.state);
      return opened;
    } finally {
      this.emit('progress', null);
    }
  }

  /** The only way to change the document. */
  async apply(command: Command): Promise<Applied> {
    if (this.options.readonly) throw new SessionError('the document is read only', 'readonly');
    return this.#applied(await this.session.call('apply', [command]));
  }

  async undo(): Promise<void> {
    const applied = await this.session.call('undo', []);
    if (applied) this.#applied(applied);
  }

  async redo(): Promise<void> {
    const applied = await this.session.call('redo', []);
    if (applied) this.#applied(applied);
  }

  async setProfile(profile: Profile): Promise<void> {
    this.#setState(await this.session.call('profile', [profile]));
  }

  setLevel(level: Level): void {
    this.level = level;
    this.emit('level', level);
  }

  async setLocale(locale: string): Promise<void> {
    await this.l10n.use(locale);
    this.emit('locale', this.l10n.locale);
  }

  select(path: Path, by: string, options: { attribute?: string; focus?: boolean } = {}): void {
    this.selection = {
      path, by, focus: options.focus ?? false,
      ...(options.attribute === undefined ? {} : { attribute: options.attribute }),
    };
    this.emit('selected', this.selection);
  }

  announce(text: string): void {
    this.emit('announced', text);
  }

  close(): void {
    this.session.close();
  }

  #applied(applied: Applied): Applied {
    const path = shifted(this.selection.path, applied);
    if (path !== this.selection.path) this.selection = { ...this.selection, path, by: 'editor' };
    this.emit('applied', applied);
    this.#setState(applied.state);
    return applied;
  }

  #setState(state: State): void {
    this.state = state;
    this.emit('state', state);
  }
}

/** Where a path is after a change; the parent's path, when its element is gone. */
export function shifted(path: Path, applied: Applied): Path {
  let result = path;
  for (const { parent, at, removed, inserted } of applied.shifts) {
    const prefix = parent === '' ? '' : `${parent}/`;
    if (result === '' || result === parent || !result.startsWith(prefix)) continue;
    const rest = result.slice(prefix.length).split('/');
    const index = Number(rest[0]);
    if (index < at) continue;
    if (index < at + removed) {
      // Replaced one for one: the elements are where they were.
      if (removed === inserted) continue;
      result = parent;
      continue;
    }
    rest[0] = String(index - removed + inserted);
    result = prefix + rest.join('/');
  }
  return result;
}
