// A file as evidence: dropped or chosen, hashed here, described, and its content only when asked for.
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { sizeText } from '../../editor/intl.ts';
import { contentOf, MAX_CONTENT_BYTES, type Evidence } from '../evidence/evidence.ts';
import { sha256 } from '../evidence/hashing.ts';
import { chooseFile } from '../import/choose.ts';
import { Panel, panelStyles } from './panel.ts';

@customElement('iodef-evidence')
export class EvidencePanel extends Panel<Evidence> {
  @state() private file: File | undefined;
  @state() private digest = '';
  @state() private done = 0;
  @state() private description = '';
  @state() private content = false;
  @state() private problem = '';
  @state() private over = false;
  #abort = new AbortController();

  static override styles = [...panelStyles, css`
    .drop { display: grid; gap: 0.5rem; justify-items: center; padding: 1.5rem 1rem; border: 2px dashed var(--ew-control-line); border-radius: var(--ew-radius); text-align: center; }
    .drop.over { border-color: var(--ew-accent); background: var(--ew-accent-soft); }
    progress { inline-size: 100%; accent-color: var(--ew-accent); }
    .digest { font-family: var(--ew-mono); overflow-wrap: anywhere; }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
  }

  /** Takes a file that was dropped on the editor. */
  take(file: File): void {
    void this.#read(file);
  }

  protected override render(): TemplateResult {
    const { file } = this;
    return html`<h2>${this.t('evidence-title')}</h2><p>${this.t('evidence-help')}</p>
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      <div class="stack">
        <div class="drop ${this.over ? 'over' : ''}" @dragover=${(event: DragEvent) => { event.preventDefault(); event.stopPropagation(); this.over = true; }}
          @dragleave=${() => { this.over = false; }} @drop=${(event: DragEvent) => this.#dropped(event)}>
          <span>${this.t('evidence-drop')}</span><button type="button" autofocus @click=${() => void this.#choose()}>${this.t('evidence-choose')}</button>
        </div>
        ${file ? this.#details(file) : nothing}
      </div>
      ${this.buttons(html`<button type="button" class="primary" ?disabled=${this.digest === ''} @click=${() => void this.#confirm()}>${this.t('evidence-add')}</button>`)}`;
  }

  #details(file: File): TemplateResult {
    const tooLarge = file.size > MAX_CONTENT_BYTES;
    return html`<table><tbody>
        <tr><th scope="row">${this.t('evidence-name')}</th><td><bdi>${file.name}</bdi></td></tr>
        <tr><th scope="row">${this.t('evidence-size')}</th><td>${sizeText(file.size, this.editor.l10n.locale)}</td></tr>
        <tr><th scope="row">SHA-256</th><td class="digest">${this.digest === ''
          ? html`<progress max=${file.size} value=${this.done} aria-label=${this.t('evidence-hashing')}></progress>` : this.digest}</td></tr>
      </tbody></table>
      ${this.field('evidence-description', this.t('evidence-description'), html`<textarea id="evidence-description" rows="2" dir="auto" .value=${this.description}
        @input=${(event: Event) => { this.description = (event.target as HTMLTextAreaElement).value; }}></textarea>`)}
      <div class="check"><input type="checkbox" id="evidence-content" .checked=${this.content} ?disabled=${tooLarge} aria-describedby="evidence-content-hint"
        @change=${(event: Event) => { this.content = (event.target as HTMLInputElement).checked; }} /><label for="evidence-content">${this.t('evidence-content')}</label></div>
      <p class="hint" id="evidence-content-hint">${this.t(tooLarge ? 'evidence-content-too-large' : 'evidence-content-hint')}</p>`;
  }

  #dropped(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.over = false;
    const file = event.dataTransfer?.files[0];
    if (file) void this.#read(file);
  }

  async #choose(): Promise<void> {
    const file = await chooseFile();
    if (file) await this.#read(file);
  }

  async #read(file: File): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.file = file;
    this.digest = '';
    this.done = 0;
    this.content = false;
    this.problem = '';
    try {
      const digest = await sha256(file, (done) => { this.done = done; }, signal);
      if (!signal.aborted) this.digest = digest;
    } catch (error) {
      if (!signal.aborted) this.problem = this.t('evidence-unreadable', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  async #confirm(): Promise<void> {
    const { file, digest, description } = this;
    if (!file || digest === '') return;
    const evidence = { name: file.name, size: file.size, sha256: digest, type: file.type, description };
    this.close(this.content ? { ...evidence, content: await contentOf(file) } : evidence);
  }
}
