// The state that every part of one editor shares: the document's session, what is selected, what the
// person chose. Parts listen for its events and ask the session for what they show.
import { Session, SessionError, type Progress } from '../session/session.ts';
import type { TemplateResult } from 'lit';
import type { Applied, Command, Diagnostic, Form, Level, Opened, Page, Path, Profile, State } from '../session/protocol.ts';
import type { EditorEvents, Focus, Selection } from './events.ts';
import { Forms, type Asked } from './forms.ts';
import { L10n } from './l10n.ts';
import { fixOf, messageOf } from './messages.ts';
import { followed, Places, type Place } from './places.ts';
import { StatusLine } from './status-line.ts';

export type { EditorEvents, Focus, Selection } from './events.ts';

/** What the host of the editor allows. Everything is off unless it says otherwise. */
export interface EditorOptions {
  /** Drafts, settings and history may be kept in the browser. */
  storage: boolean;
  readonly: boolean;
}

/** What the page around the editor, or the purpose of the document, changes about elements. */
export interface Policies {
  /** Members of a class that stand first and are offered at once. */
  first?(form: Form): readonly string[];
  /** Whether the page locked it: classes from the root element on, and an attribute of the last one. */
  locked?(classes: readonly string[], attribute?: string): boolean;
  /** The source may be read only. */
  sourceLocked?: boolean;
  /** Throws for a command that the page does not allow. */
  guard?(command: Command): Promise<void>;
  /** What an audience would not get as it is. */
  withheld?(path: Path): boolean;
}

/** A page of diagnostics as a change brought it. */
interface Brought {
  page: Page;
  list: Diagnostic[];
}

/** What is known of a change beside its answer. */
interface Change {
  forms?: Asked;
  by?: string | undefined;
  command?: Command;
}

/** Octets from which the form is shown before the document is checked. */
const LARGE = 262_144;
const MS_PER_SECOND = 1000;
/** The check does not wait longer for a form that nobody shows. */
const DRAWN_MS = 2_000;

const EMPTY: State = {
  version: 0, parsed: false, checked: true, errors: 0, warnings: 0, infos: 0,
  can_undo: false, can_redo: false, profile: 'common', title: '', version1: false,
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
  /** Domain name of the team at work; empty while nobody has said it. */
  team = '';
  selection: Selection = { path: '', by: 'editor' };
  pendingFocus: Focus | null = null;
  /** The purpose that was chosen for the document, where it is another one than it says; see features/purpose. */
  purpose: string | null = null;
  readonly policies: Policies = {};
  /** What is to be there before a document is shown, so that its form is not arranged again under the hands. */
  prepare: () => Promise<unknown> = () => Promise.resolve();
  /** Notices over the panes, by name; they go with the document. */
  readonly banners = new Map<string, TemplateResult>();
  /** Nested classes that are unfolded in the form. */
  readonly openPaths = new Set<Path>();
  /** The elements that are shown. */
  readonly places = new Places();
  /** The page of diagnostics that is shown: a change brings it. */
  page: Page = { from: 0, count: 50 };
  #brought: Brought | undefined;
  #forms = new Forms((path) => this.session.call('form', [path, 'mandatory']));
  #savedVersion = 0;
  /** What the page asks for beyond the rules. */
  #asked: Diagnostic[] = [];
  /** As the session said it last. */
  #state: State = EMPTY;
  #events = new EventTarget();
  #status = new StatusLine((text) => this.emit('announced', text));

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

  /** Opens bytes of a file. What cannot be parsed is opened as source, with its fault. `received`: from another
   *  team, unless it bears the name of this one. */
  async open(bytes: Uint8Array, fileName?: string, received = false): Promise<Opened> {
    const progress: Progress = (stage, done, total) => this.emit('progress', { stage, done, total });
    // Beside the worker's own loading: no name or rule is shown before there are words for it.
    const ready = Promise.all([
      this.l10n.loadWords().catch((error: Error) => this.#missing('words-missing', error)),
      this.prepare().catch((error: Error) => this.#missing('purpose-missing', error)),
    ]);
    try {
      const opened = await this.session.call('open', [bytes, bytes.length >= LARGE, Math.floor(Date.now() / MS_PER_SECOND), received ? this.team : undefined], { progress });
      await ready;
      return this.#opened(opened, fileName);
    } finally {
      this.emit('progress', null);
      if (this.#state.parsed && !this.#state.checked) void this.#check(progress);
    }
  }

  /** Checks the document now, if that has waited. */
  async check(progress?: Progress): Promise<void> {
    if (!this.#state.parsed || this.#state.checked) return;
    this.#setState(await this.session.call('check', [], progress ? { progress } : {}));
  }

  /** The check of a large document waits until the form is drawn. */
  async #check(progress: Progress): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = this.on('drawn', () => requestAnimationFrame(() => setTimeout(done)));
      const done = (): void => {
        stop();
        resolve();
      };
      setTimeout(done, DRAWN_MS);
    });
    try {
      await this.check(progress);
    } catch (error) {
      // The document was closed, or stopped.
      if (!(error instanceof SessionError)) throw error;
    } finally {
      this.emit('progress', null);
    }
  }

  /** Opens the source that is there as RFC 8727 JSON. */
  async openJson(): Promise<Opened> {
    return this.#opened(await this.session.call('openJson', []));
  }

  /** Stops what takes long, and closes the document. */
  async stop(): Promise<void> {
    const { profile } = this.#state;
    this.session.restart();
    this.emit('closed', null);
    this.banners.clear();
    this.emit('banners', null);
    this.#setState({ ...EMPTY, profile });
    await this.setProfile(profile);
  }

  #opened(opened: Opened, fileName?: string): Opened {
    this.kind = opened.kind;
    if (fileName) this.fileName = fileName;
    // What JSON became is XML, and is saved as that.
    if (opened.kind === 'json') this.fileName = `${this.fileName.replace(/\.(?:json|iodef|txt|xml)$/i, '')}.xml`;
    this.purpose = null;
    this.banners.clear();
    this.selection = { path: opened.state.parsed ? '0' : '', by: 'editor' };
    this.openPaths.clear();
    this.places.clear();
    this.#savedVersion = opened.state.version;
    this.emit('banners', null);
    this.emit('reverted', null);
    this.emit('opened', opened);
    this.#setState(opened.state);
    return opened;
  }

  /** The only way to change the document; with a version, only if it still has that one. */
  async apply(command: Command, by?: string, version?: number): Promise<Applied> {
    if (this.options.readonly) throw new SessionError('the document is read only', 'readonly');
    await this.policies.guard?.(command);
    const page = this.#ofSession(this.page);
    const asked = version === undefined ? this.session.call('apply', [command, page]) : this.session.call('applyAt', [version, command, page]);
    const forms = this.#forms.ahead();
    return this.#applied(await asked, page, { forms, by, command });
  }

  /** Does what is made of the document as it is; made again when something came before it. */
  async compute(make: () => Command | Promise<Command>): Promise<Applied> {
    for (;;) {
      const { version } = this.#state;
      try {
        return await this.apply(await make(), undefined, version);
      } catch (error) {
        // What came before is known by now; it may also have changed what was looked at on the way.
        if (version === this.#state.version) throw error;
      }
    }
  }

  /** Changes an element wherever it is by now; refused when it is gone. */
  change(place: Place, make: (path: Path) => Command): Promise<Applied> {
    return this.compute(() => {
      if (place.path === undefined) throw new SessionError('there is no such element any more', 'no_such_element');
      return make(place.path);
    });
  }

  async undo(): Promise<void> {
    if (this.options.readonly) return;
    const page = this.#ofSession(this.page);
    this.#reverted(await this.session.call('undo', [page]), page);
  }

  async redo(): Promise<void> {
    if (this.options.readonly) return;
    const page = this.#ofSession(this.page);
    this.#reverted(await this.session.call('redo', [page]), page);
  }

  async setProfile(profile: Profile): Promise<void> {
    this.#setState(await this.session.call('profile', [profile]));
  }

  /** Changes how elements are shown. */
  setPolicies(policies: Policies): void {
    Object.assign(this.policies, policies);
    this.emit('shown', null);
  }

  /** Shows a notice over the panes, or takes it away. */
  banner(name: string, content: TemplateResult | null): void {
    if (content) this.banners.set(name, content);
    else this.banners.delete(name);
    this.emit('banners', null);
  }

  /** Takes what the page asks for beyond the rules as errors of the document. */
  ask(missing: Diagnostic[]): void {
    this.#asked = missing;
    this.#setState(this.#state);
  }

  /** What the page asks for. */
  get asked(): readonly Diagnostic[] {
    return this.#asked;
  }

  /** What is wrong, with what the page asks for at the beginning. */
  async diagnostics(from: number, count: number): Promise<Diagnostic[]> {
    const asked = this.#asked.slice(from, from + count);
    if (asked.length === count) return asked;
    const page = this.#ofSession({ from, count });
    const { page: known, list } = this.#brought ?? {};
    if (list && known?.from === page.from && known.count === page.count) return [...asked, ...list];
    return [...asked, ...await this.session.call('diagnostics', [page.from, page.count])];
  }

  /** The part of a page that is behind what the page asks for. */
  #ofSession({ from, count }: Page): Page {
    const asked = Math.min(count, Math.max(0, this.#asked.length - from));
    return { from: Math.max(0, from - this.#asked.length), count: count - asked };
  }

  /** The form of an element, with its members at every level. */
  form(path: Path): Promise<Form> {
    return this.#forms.at(path);
  }

  setLevel(level: Level): void {
    this.level = level;
    this.emit('level', level);
  }

  async setLocale(locale: string): Promise<void> {
    await this.l10n.use(locale).catch((error: Error) => this.#missing('language-missing', error));
    this.emit('locale', this.l10n.locale);
  }

  /** Shows an element everywhere; with `focus` its field takes the keyboard. */
  select(path: Path, by: string, options: { attribute?: string; focus?: boolean } = {}): void {
    const attribute = options.attribute === undefined ? {} : { attribute: options.attribute };
    this.selection = { path, by, ...attribute };
    this.pendingFocus = options.focus ? { path, ...attribute } : null;
    this.emit('selected', this.selection);
    if (this.pendingFocus) this.emit('focusing', this.pendingFocus);
  }

  /** The field of an element takes the focus when the form shows it, which stays where it is. */
  focusSoon(path: Path, attribute?: string): void {
    this.pendingFocus = { path, ...(attribute === undefined ? {} : { attribute }) };
    this.emit('focusing', this.pendingFocus);
  }

  /** What a diagnostic says in the language of the interface. */
  message(diagnostic: Diagnostic): string {
    return messageOf(this.l10n, diagnostic);
  }

  /** What to do about it, if the rule says so. */
  fix(diagnostic: Diagnostic): string | undefined {
    return fixOf(this.l10n, diagnostic);
  }

  /** Whether there are changes that were not saved. */
  get unsaved(): boolean { return this.state.version > this.#savedVersion; }

  /** What there was at this version was saved or handed in. */
  saved(version = this.#state.version): void {
    this.#savedVersion = version;
    this.emit('saved', null);
    this.emit('state', this.state);
  }

  /** What was opened holds changes that were not saved. */
  notSaved(): void { this.#savedVersion = -1; }

  /** Says what came of what the person did. */
  announce(text: string): void { this.#status.answer(text); }

  /** Says what the person did not ask for, without taking an answer away that can hardly be read yet. */
  mention(text: string): void { this.#status.mention(text); }

  close(): void {
    this.emit('closed', null);
    this.#status.close();
    this.session.close();
  }

  /** A part of the interface that could not be loaded; what is there goes on. */
  #missing(id: string, error: Error): void {
    this.announce(this.l10n.text(id, { reason: error.message }));
  }

  #reverted(applied: Applied | null, page: Page): void {
    if (!applied) return;
    this.emit('reverted', null);
    this.#applied(applied, page);
  }

  #applied(applied: Applied, page: Page, { forms, by, command }: Change = {}): Applied {
    this.places.follow(applied, command);
    const path = shifted(this.selection.path, applied);
    if (applied.shifts.length > 0) {
      const open = [...this.openPaths];
      this.openPaths.clear();
      for (const each of open) this.openPaths.add(shifted(each, applied));
    }
    if (path !== this.selection.path) this.selection = { ...this.selection, path, by: 'editor' };
    if (this.pendingFocus) {
      const to = followed(this.pendingFocus.path, applied);
      this.pendingFocus = to.gone ? null : { ...this.pendingFocus, path: to.path };
    }
    this.emit('applied', by === undefined ? applied : { ...applied, by });
    this.#setState(applied.state, { page, list: applied.diagnostics }, applied.shifts.length === 0 ? forms : undefined);
    return applied;
  }

  #setState(state: State, brought?: Brought, forms?: Asked): void {
    this.#state = state;
    this.#brought = brought;
    this.#forms.replace(forms);
    this.state = { ...state, errors: state.errors + this.#asked.length };
    if (state.parsed && (this.kind === 'xml1') !== state.version1) this.kind = state.version1 ? 'xml1' : 'xml2';
    this.emit('state', this.state);
  }
}

/** Where a path is after a change; the parent's path, when its element is gone. */
export function shifted(path: Path, applied: Applied): Path {
  return followed(path, applied).path;
}
