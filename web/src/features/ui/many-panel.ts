// What the dialogs over several files share: choosing or dropping them, how far it is, what was refused.
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Session } from '../../session/session.ts';
import { chooseFiles, DOCUMENTS } from '../import/choose.ts';
import { readFiles, type ReadFiles } from '../many/files.ts';
import { Panel } from './panel.ts';

export abstract class ManyPanel<Result> extends Panel<Result> {
  @state() protected busy: { stage: string; done: number; total: number } | undefined;
  @state() protected refused: { name: string; reason: string }[] = [];
  @state() protected problem = '';
  #session: Session | undefined;

  /** Works on the files. */
  protected abstract work(session: Session, read: ReadFiles): Promise<void>;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session?.close();
    this.#session = undefined;
  }

  protected choice(label: string): TemplateResult {
    return html`<div @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.#drop}>
      <button type="button" autofocus ?disabled=${this.busy !== undefined} @click=${() => void this.#choose()}>${label}</button></div>
      ${this.busy ? html`<p role="status">${this.t(`progress-${this.busy.stage}`)} <progress max=${this.busy.total} value=${this.busy.done} aria-label=${this.t(`progress-${this.busy.stage}`)}></progress></p>` : nothing}
      ${this.problem === '' ? nothing : html`<p class="problem" role="alert">${this.problem}</p>`}
      ${this.refused.length === 0 ? nothing : html`<div class="problem" role="alert">${this.t('many-refused', { count: this.refused.length })}
        <ul class="scroll">${this.refused.map(({ name, reason }) => html`<li><bdi>${name}</bdi>: <bdi>${reason}</bdi></li>`)}</ul></div>`}`;
  }

  protected progress = (stage: string, done: number, total: number): void => {
    this.busy = { stage, done, total };
  };

  protected why(error: unknown): string {
    const args = (error as { args?: Record<string, string> }).args ?? {};
    return this.editor.l10n.find(`import-fault-${(error as { code?: string }).code ?? ''}`, args)?.text ?? (error instanceof Error ? error.message : String(error));
  }

  async #choose(): Promise<void> {
    await this.#take(await chooseFiles(DOCUMENTS));
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    void this.#take([...event.dataTransfer?.files ?? []]);
  }

  async #take(files: File[]): Promise<void> {
    if (files.length === 0 || this.busy) return;
    this.problem = '';
    this.busy = { stage: 'parse', done: 0, total: files.length };
    try {
      const read = await readFiles(files, (done) => this.progress('parse', done, files.length));
      this.refused = read.refused.map(({ name, error }) => ({ name, reason: this.why(error) }));
      this.#session ??= new Session();
      await this.work(this.#session, read);
    } catch (error) {
      // Closing the dialog stops the work.
      if ((error as { code?: string }).code !== 'closed') this.problem = this.why(error);
    } finally {
      this.busy = undefined;
    }
  }
}
