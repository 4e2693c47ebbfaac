// <iodef-editor>: the whole editor as one element that a page or a portal puts into its own form.
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Editor } from '../editor/editor.ts';
import { numberText } from '../editor/intl.ts';
import { matches, runShortcut, writesText } from '../editor/shortcuts.ts';
import type { EditorPreset } from '../features/preset/preset.ts';
import { useRegistry } from '../features/registry.ts';
import type { Command, Diagnostic, Opened, Profile, RegistryAdditions } from '../session/protocol.ts';
import { editorStyles } from './editor-styles.ts';
import { icon, type IconName } from './icons.ts';
import { openSearch } from './search.ts';
import type { Issues } from './issues.ts';
import type { Source } from './source.ts';
import { FormValue, validityOf } from './form-value.ts';
import { isWriting, written } from './writer.ts';
import './form.ts';
import './issues.ts';
import './outline.ts';
import './source.ts';
import './toolbar.ts';

type Pane = 'outline' | 'form' | 'source' | 'issues';

@customElement('iodef-editor')
export class IodefEditor extends LitElement {
  static formAssociated = true;
  static override styles = editorStyles;

  @property({ reflect: true }) profile: Profile = 'common';
  @property({ reflect: true }) locale = '';
  @property({ type: Boolean, reflect: true }) readonly = false;
  @property() template = '';
  /** What the page fixes, and values registered since the schemas: objects, or JSON as attributes. See features/preset and registry. */
  @property() preset: EditorPreset | string | null = null;
  @property() registry: RegistryAdditions | string | null = null;
  /** Drafts and settings may be kept in the browser. */
  @property({ type: Boolean }) storage = false;
  /** False: `value` is not kept up to date with each edit; `text()` asks for it. */
  @property({ attribute: false }) mirror = true;
  @property({ reflect: true }) name = '';
  @property({ type: Boolean, reflect: true }) required = false;

  @state() private side: 'source' | 'issues' | '' = 'issues';
  @state() private pane: Pane = 'form';
  @state() private status = '';
  @state() private progress: { stage: string; done: number; total: number } | null = null;
  @state() private dragging = false;
  /** By the form, or a fieldset of it. */
  @state() private disabled = false;

  #internals = this.attachInternals();
  #editor: Editor | undefined;
  #formValue = new FormValue(this.#internals, {
    version: () => (this.#editor && (isWriting(this.#editor) || this.#source?.isWriting) ? undefined : this.#editor?.state.version ?? 0),
    text: () => this.text(),
    mayKeep: () => this.storage,
  });
  #initial = '';
  #fresh = false;
  /** Until what the page fixes is known, and for ever when it is refused, nothing is edited. */
  #fixed: Promise<unknown> = Promise.resolve();
  #presetFault = '';

  /** The state that the parts share; features take it. */
  get editor(): Editor {
    this.#editor ??= this.#start();
    return this.#editor;
  }

  /** The document as XML. Setting it opens it. */
  get value(): string {
    return this.#formValue.text;
  }

  set value(text: string) {
    void this.openText(text);
  }

  get form(): HTMLFormElement | null { return this.#internals.form; }

  get validity(): ValidityState { return this.#internals.validity; }

  get validationMessage(): string { return this.#internals.validationMessage; }

  checkValidity(): boolean { return this.#internals.checkValidity(); }

  reportValidity(): boolean { return this.#internals.reportValidity(); }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#formValue.associate(form);
  }

  formDisabledCallback(disabled: boolean): void { this.disabled = disabled; }

  formResetCallback(): void { void this.openText(this.#initial); }

  formStateRestoreCallback(restored: string): void { void this.openText(restored); }

  /** Opens a document; resolves when it is shown. */
  async openText(text: string): Promise<Opened> {
    this.#formValue.give(text);
    return this.open(new TextEncoder().encode(text));
  }

  async open(bytes: Uint8Array, fileName?: string, received = false): Promise<Opened> {
    const opened = await this.#formValue.opens(this.editor.open(bytes, fileName, received));
    await this.#changed(false);
    this.#initial = this.value;
    if (opened.kind === 'broken') this.show('source');
    const { report } = opened;
    if (report) void import('../features/import/banners.ts').then(({ noticeLosses }) => noticeLosses(this.editor, report));
    for (const note of opened.notes) this.editor.announce(this.#t(note));
    return opened;
  }

  get #source(): Source | null {
    return this.renderRoot?.querySelector<Source>('iodef-source') ?? null;
  }

  /** The document as it is at this moment, what was typed a moment ago included. */
  async text(): Promise<string> {
    await Promise.all([written(this.editor), this.#source?.written()]);
    return this.editor.session.call('text', []);
  }

  async diagnostics(count = 1000): Promise<(Diagnostic & { message: string })[]> {
    await this.editor.check();
    const list = await this.editor.diagnostics(0, count);
    return list.map((each) => ({ ...each, message: this.editor.message(each) }));
  }

  /** Asks to submit: cancelable; then it is handed in where the preset says, after sign-off, or by the form around. */
  async requestSubmit(): Promise<boolean> {
    await this.updateComplete;
    await this.#fixed;
    await this.editor.check();
    const value = await this.#formValue.take();
    // The form around it has a submit of its own, which its listeners are for.
    const event = new CustomEvent('submit', { detail: { value, state: this.editor.state }, cancelable: true });
    if (!this.dispatchEvent(event)) return false;
    if (this.preset) {
      const { presetOf, handIn } = await import('../features/preset/use.ts');
      if (presetOf(this.editor)?.endpoint) return handIn(this.editor);
    }
    this.#internals.form?.requestSubmit();
    return true;
  }

  /** Shows a pane; beside the form where there is room. */
  show(pane: Pane): void {
    this.pane = pane;
    if (pane === 'source' || pane === 'issues') this.side = pane;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#editor?.state.version) return;
    const initial = this.getAttribute('value');
    if (this.hasUpdated && this.value !== '') void this.#again();
    else if (initial !== null) void this.openText(initial);
    else if (this.template) void this.#begin(this.template);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving in the page disconnects too: only what stays away is closed.
    setTimeout(async () => {
      const editor = this.#editor;
      if (this.isConnected || !editor) return;
      // It comes back with what it has; where the core has failed, with what it had before.
      if (editor.state.version > 0) await this.#formValue.take().catch((error: Error) => console.error(`<iodef-editor>: ${error.message}`));
      if (this.isConnected || this.#editor !== editor) return;
      editor.close();
      this.#editor = undefined;
    });
  }

  /** Put into a page again after it was closed, it opens what it had. */
  async #again(): Promise<void> {
    const [text, initial] = [this.value, this.#initial];
    for (const name of ['locale', 'profile', 'preset', 'required'] as const) this.requestUpdate(name, undefined);
    await this.updateComplete;
    await this.#fixed;
    await this.openText(text);
    this.#initial = initial;
  }

  /** The team of the preset is in the document. */
  async #begin(template: string): Promise<void> {
    await this.updateComplete;
    await this.#fixed;
    const { namedDocument } = await import('../features/templates/action.ts');
    await this.openText(await namedDocument(this.editor, template));
  }

  #usePreset(): void {
    const { editor, preset } = this;
    this.#presetFault = '';
    const used = import('../features/preset/use.ts').then(({ usePreset }) => usePreset(editor, preset));
    const guard = async (command: Command): Promise<void> => {
      await used;
      if (editor.policies.guard !== guard) await editor.policies.guard?.(command);
    };
    editor.setPolicies({ guard });
    this.#fixed = used;
    used.then(() => this.#validity(), (error: Error) => {
      if (this.#fixed !== used) return;
      this.#presetFault = this.#t('preset-refused', { reason: error.message });
      console.error(`<iodef-editor>: the preset is refused: ${error.message}`);
      editor.announce(this.#presetFault);
      this.#validity();
      this.dispatchEvent(new CustomEvent('preset-refused', { detail: { reason: error.message } }));
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const editor = this.editor;
    const readonly = this.readonly || this.disabled;
    if (editor.options.readonly !== readonly) {
      editor.options.readonly = readonly;
      editor.emit('shown', null);
    }
    editor.options.storage = this.storage;
    if (changed.has('locale')) void editor.setLocale(this.locale || document.documentElement.lang || 'en');
    if (changed.has('preset') && (this.preset !== null || changed.get('preset') != null)) this.#usePreset();
    if (changed.has('registry') && (this.registry !== null || changed.get('registry') != null)) void useRegistry(this, editor, this.registry);
    if (changed.has('required')) this.#validity();
    if (changed.has('storage') && this.hasUpdated) this.#formValue.write();
    if (changed.has('profile') && editor.state.profile !== this.profile) void editor.setProfile(this.profile);
  }

  #start(): Editor {
    const editor = new Editor({ readonly: this.readonly, storage: this.storage });
    editor.host = this.renderRoot as ShadowRoot ?? this;
    editor.prepare = () => import('../features/purpose/purpose.ts').then(({ follow }) => follow(editor));
    editor.on('applied', () => void this.#changed(true));
    editor.on('state', (state) => {
      this.profile = state.profile;
      this.#validity();
      if (state.checked) this.dispatchEvent(new CustomEvent('diagnostics', { detail: { errors: state.errors, warnings: state.warnings, infos: state.infos } }));
      if (state.version1 || state.json || editor.banners.size > 0) void import('../features/import/banners.ts').then(({ follow }) => follow(editor));
      this.requestUpdate();
    });
    editor.on('banners', () => this.requestUpdate());
    editor.on('announced', (text) => { this.status = text; });
    editor.on('progress', (progress) => { this.progress = progress; });
    editor.on('locale', () => this.requestUpdate());
    editor.on('selected', ({ by }) => {
      if (by === 'outline' || by === 'issues' || by === 'search') this.pane = 'form';
    });
    editor.on('showSource', () => this.show('source'));
    return editor;
  }

  protected override firstUpdated(): void {
    this.editor.host = this.renderRoot as ShadowRoot;
  }

  /** The value follows the document; asked once for edits that come together. */
  async #changed(byPerson: boolean): Promise<void> {
    if (this.#fresh) return;
    this.#fresh = true;
    await new Promise((resolve) => setTimeout(resolve, byPerson ? 50 : 0));
    this.#fresh = false;
    if (!this.#editor) return;
    if (this.mirror) await this.#formValue.take();
    this.#validity();
    if (byPerson) this.dispatchEvent(new CustomEvent('change', { detail: { version: this.editor.state.version }, bubbles: true, composed: true }));
  }

  #validity(): void {
    const { flags, message } = validityOf(this.editor, this.required, this.#presetFault);
    this.#internals.setValidity(flags, message, this);
  }

  #t(id: string, args?: Record<string, string | number>): string {
    return this.editor.l10n.text(id, args);
  }

  protected override render(): TemplateResult {
    const { l10n, state } = this.editor;
    const problems = state.errors + state.warnings;
    return html`<div class="frame" part="frame" lang=${l10n.locale} dir=${l10n.direction} data-pane=${this.pane} data-side=${this.side}
        ?data-dragging=${this.dragging} @keydown=${this.handleKey} @dragover=${this.#dragOver} @dragleave=${() => { this.dragging = false; }} @drop=${this.#drop}>
      <iodef-toolbar .editor=${this.editor} @search=${() => openSearch(this.editor)}></iodef-toolbar>
      ${this.editor.banners.size > 0 ? html`<div class="banners" part="banners">${[...this.editor.banners.values()]}</div>` : nothing}
      <div class="panes">
        <nav class="outline" aria-label=${this.#t('outline-label')}><iodef-outline .editor=${this.editor}></iodef-outline></nav>
        <section class="form" aria-label=${this.#t('pane-form')}>${state.version === 0 ? html`<slot name="start"><p class="empty">${this.#t('editor-empty')}</p></slot>`
          : html`<iodef-form .editor=${this.editor}></iodef-form>`}</section>
        <aside class="side" aria-label=${this.#t('side-label')}>
          <div class="tabs">
            <div role="tablist" aria-label=${this.#t('side-label')} @keydown=${this.#tabKey}>
              ${this.#tab('issues', 'pane-issues', problems)}${this.#tab('source', 'pane-source', 0)}
            </div>
            <button type="button" class="quiet close" aria-label=${this.#t('side-close')} title=${this.#t('side-close')}
              @click=${() => { this.side = ''; this.pane = 'form'; }}>${icon('remove')}</button>
          </div>
          <div class="panel" role="tabpanel" aria-label=${this.#t(`pane-${this.side || 'issues'}`)}>
            <iodef-issues .editor=${this.editor} ?hidden=${this.side !== 'issues'}></iodef-issues>
            ${this.side === 'source' ? html`<iodef-source .editor=${this.editor}></iodef-source>` : nothing}
          </div>
        </aside>
      </div>
      <footer class="status" part="status">
        ${this.#state()}<slot name="status"></slot>
        <span class="announcement" role="status" aria-live="polite">${this.progress
          ? this.#t(`progress-${this.progress.stage}`) : this.status}</span>
        ${this.progress ? html`<progress max=${this.progress.total} value=${this.progress.done}></progress>
          <button type="button" class="quiet stop" @click=${() => void this.editor.stop()}>${this.#t('progress-stop')}</button>` : nothing}
        <span class="switches">${this.#switch('outline', 'outline')}${this.#switch('form', 'form')}${this.#switch('issues', 'issues')}${this.#switch('source', 'source')}</span>
      </footer>
      ${this.dragging ? html`<div class="drop">${this.#t('editor-drop')}</div>` : nothing}
    </div>`;
  }

  #state(): TemplateResult | typeof nothing {
    const { state } = this.editor;
    if (state.version === 0) return nothing;
    const name = !state.checked ? 'progress-check' : state.json ? 'state-json' : !state.parsed ? 'state-broken' : state.errors > 0 ? 'state-errors' : state.warnings > 0 ? 'state-warnings' : 'state-valid';
    const tone = !state.parsed || state.errors > 0 ? 'error' : state.warnings > 0 ? 'warning' : 'good';
    return html`<button type="button" class="quiet verdict ${tone}" @click=${() => this.show('issues')}>
      ${tone === 'good' ? icon('check') : icon('issues')}${this.#t(name, { errors: state.errors, warnings: state.warnings })}</button>`;
  }

  #tab(pane: 'issues' | 'source', label: string, count: number): TemplateResult {
    const selected = this.side === pane || (this.side === '' && pane === 'issues');
    return html`<button type="button" role="tab" class="quiet" aria-selected=${selected ? 'true' : 'false'} tabindex=${selected ? '0' : '-1'}
      @click=${() => this.show(pane)}>${this.#t(label)}${count > 0 ? html`<span class="badge ${this.editor.state.errors > 0 ? 'error' : 'warning'}">${numberText(count, this.editor.l10n.locale)}</span>` : nothing}</button>`;
  }

  #switch(pane: Pane, name: IconName): TemplateResult {
    const text = this.#t(`pane-${pane}`);
    return html`<button type="button" class="quiet" aria-pressed=${this.pane === pane ? 'true' : 'false'} @click=${() => this.show(pane)}>
      ${icon(name)}<span>${text}</span></button>`;
  }

  #tabKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    this.show(this.side === 'source' ? 'issues' : 'source');
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus());
  }

  /** Does what a key is for; a page with one editor gives it those that nothing else took. */
  handleKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || writesText(event)) return;
    const issues = this.renderRoot.querySelector<Issues>('iodef-issues');
    const does: [string, () => void][] = [
      ['F8', () => void issues?.step(1)],
      ['Shift+F8', () => void issues?.step(-1)],
      ['Mod+Z', () => void this.editor.undo()],
      ['Mod+Shift+Z', () => void this.editor.redo()],
      ['Mod+Y', () => void this.editor.redo()],
      ['Mod+F', () => void openSearch(this.editor)],
      ['Alt+1', () => this.#focusPane('outline')],
      ['Alt+2', () => this.#focusPane('form')],
      ['Alt+3', () => this.#focusPane('issues')],
      ['Alt+4', () => this.#focusPane('source')],
    ];
    const found = does.find(([shortcut]) => matches(event, shortcut));
    if (!found) {
      runShortcut(this.editor, event);
      return;
    }
    event.preventDefault();
    found[1]();
  }

  #focusPane(pane: Pane): void {
    this.show(pane);
    void this.updateComplete.then(() => {
      const part = this.renderRoot.querySelector<HTMLElement>(`iodef-${pane}`);
      if (pane === 'source') (part as Source | null)?.focus();
      else part?.shadowRoot?.querySelector<HTMLElement>(pane === 'outline' ? '[role=treeitem][tabindex="0"]' : 'h2, button, input')?.focus();
    });
  }

  #dragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files') || this.readonly) return;
    event.preventDefault();
    this.dragging = true;
  }

  async #drop(event: DragEvent): Promise<void> {
    const file = event.dataTransfer?.files[0];
    this.dragging = false;
    if (!file || this.readonly) return;
    event.preventDefault();
    await (await import('../features/import/open.ts')).openFile(this, file, file.name);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'iodef-editor': IodefEditor;
  }
}
