// One class of the document as part of the form: its attributes, its text, its members. Members with
// members of their own are cards that ask for their content when they are unfolded.
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { faultText } from '../editor/faults.ts';
import type { Place } from '../editor/places.ts';
import type { Form, FormAttribute, FormMember } from '../session/protocol.ts';
import { arranged, chainOf, isPurposeful } from './arrange.ts';
import { Part } from './part.ts';
import { attributeTerm, classTerm } from './terms.ts';
import { shared } from './theme.ts';
import { Writer } from './writer.ts';
import type { FieldEdit, FieldElement } from './field.ts';
import './field.ts';
import './leaf.ts';
import './member.ts';
import './adder.ts';

@customElement('iodef-element')
export class ElementForm extends Part {
  /** The element; another one is another form. */
  @property({ attribute: false }) place!: Place;
  @state() private form: Form | undefined;
  @state() private allAttributes = false;
  #asked = 0;
  /** The version of the document that the form is of. */
  #version = -1;
  #writer = new Writer(() => this.editor, (error) =>
    this.editor.announce(this.t('edit-refused', { reason: faultText(this.editor.l10n, error).text })));

  static override styles = [shared, css`
    :host { display: block; }
    .attributes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); gap: 0.75rem 1rem; }
    .stack { display: grid; gap: 0.875rem; grid-template-columns: minmax(0, 1fr); }
    .problems { display: grid; gap: 0.25rem; margin: 0; padding: 0.5rem 0.75rem; list-style: none; border-radius: 6px; background: var(--ew-error-soft); color: var(--ew-error); font-size: 0.875rem; }
    .problems.warning { background: var(--ew-warning-soft); color: var(--ew-warning); }
    .more { justify-self: start; font-size: 0.8125rem; color: var(--ew-accent); }
    .rest { border-block-start: 1px solid var(--ew-line); padding-block-start: 0.5rem; font-size: 0.8125rem; }
    .foreign { inline-size: 100%; font-family: var(--ew-mono); font-size: 0.8125rem; }
  `];

  protected override listen(): void {
    this.follow('applied', () => this.#fetch());
    this.follow('state', () => this.#fetch());
    this.follow('level', () => this.#fetch());
    this.follow('shown', () => this.requestUpdate());
    this.follow('focusing', (focus) => {
      if (focus.path === this.place.path) this.requestUpdate();
    });
    this.form = undefined;
    // Moved within the page, it has its place already.
    if (this.place) this.#fetch();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('place') || changed.has('editor')) this.#fetch();
  }

  #fetch(): void {
    const number = ++this.#asked;
    // Several events of one change ask once.
    queueMicrotask(async () => {
      const { path } = this.place;
      if (number !== this.#asked || !this.isConnected || path === undefined) return;
      try {
        const form = await this.editor.form(path);
        if (number !== this.#asked && this.form) return;
        this.form = form;
        // What it shows of the same form follows level and state.
        this.requestUpdate();
        this.#version = this.editor.state.version;
      } catch {
        // The element went away under us; the parent's own answer removes this part.
        if (number === this.#asked) this.form = undefined;
      }
    });
  }

  protected override updated(): void {
    if (this.form) this.editor.emit('drawn', null);
    const focus = this.editor.pendingFocus;
    // Paths of an earlier version may name another element now.
    if (!this.form || this.#version !== this.editor.state.version) return;
    if (!focus || focus.path !== this.place.path || this.form.path !== focus.path) return;
    const name = focus.attribute;
    if (name !== undefined && !this.allAttributes && !this.#shown(this.form).some((each) => each.name === name)) {
      this.allAttributes = true;
      return;
    }
    this.editor.pendingFocus = null;
    const target = name === undefined ? null
      : this.renderRoot.querySelector<FieldElement>(`iodef-field[data-attribute="${CSS.escape(name)}"]`);
    const first = target ?? this.renderRoot.querySelector<HTMLElement>('.problems, iodef-field, iodef-member');
    void this.updateComplete.then(() => focusFirst(first));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { form } = this;
    if (!form) return nothing;
    const shown = this.#shown(form);
    const attributeNames = new Set(shown.map((each) => each.name));
    const own = [...form.diagnostics, ...this.editor.asked.filter((each) => each.path === form.path)]
      .filter((each) => each.attribute === undefined || !attributeNames.has(each.attribute));
    const chain = chainOf(form);
    const locked = this.#lockedAt(chain);
    const { members, rest } = arranged(form, this.editor.policies.first?.(form));
    const list = (member: FormMember): TemplateResult => html`<iodef-member .editor=${this.editor} .within=${this.place} .member=${member}
      .chain=${chain}></iodef-member>`;
    const hidden = this.#own(form).length - shown.length;
    return html`<div class="stack">
      ${own.length > 0 ? html`<ul tabindex="-1" class="problems ${own.every((each) => each.severity !== 'error') ? 'warning' : ''}">
        ${own.map((each) => html`<li>${this.editor.message(each)}</li>`)}</ul>` : nothing}
      ${shown.length > 0 ? html`<div class="attributes">${shown.map((each) => this.#attribute(form, each))}</div>` : nothing}
      ${hidden > 0 || this.allAttributes ? html`<button type="button" class="quiet more" aria-expanded=${this.allAttributes ? 'true' : 'false'}
        @click=${() => { this.allAttributes = !this.allAttributes; }}>
        ${this.allAttributes ? this.t('element-fewer-attributes') : this.t('element-more-attributes', { count: hidden })}</button>` : nothing}
      ${form.text && !form.foreign && form.text.type !== 'nothing' ? html`<iodef-field .editor=${this.editor}
        .term=${classTerm(this.editor.l10n, form.class)} .value=${form.text.value} .type=${form.text.type}
        .values=${form.text.values} .enumeration=${form.text.enumeration} .multiline=${form.text.multiline} ?locked=${locked}
        @edit=${(event: CustomEvent<FieldEdit>) => this.#writer.write('text', (editor) =>
          editor.change(this.place, (path) => ({ do: 'set_text', path, text: event.detail.value ?? '' })))}></iodef-field>` : nothing}
      ${form.foreign ? html`<p class="muted">${this.t('element-foreign')}</p>` : nothing}
      ${this.editor.policies.first && isPurposeful(form) ? html`<iodef-purpose .editor=${this.editor} .page=${form}></iodef-purpose>` : nothing}
      ${repeat(members, nameOf, list)}
      ${rest.some(({ count, level }) => count > 0 || level !== 'all') ? html`<p class="muted rest">${this.t('purpose-rest')}</p>` : nothing}
      ${repeat(rest, nameOf, list)}
      ${locked ? nothing : html`<iodef-adder .editor=${this.editor} .within=${this.place} .form=${{ ...form, members: [...members, ...rest] }} .chain=${chain}></iodef-adder>`}
    </div>`;
  }

  #lockedAt(chain: string[], attribute?: string): boolean {
    return this.editor.options.readonly || !this.editor.state.parsed || (this.editor.policies.locked?.(chain, attribute) ?? false);
  }

  #own(form: Form): FormAttribute[] {
    const partners = new Set(form.attributes.map((each) => each.extension));
    return form.attributes.filter((each) => !partners.has(each.name));
  }

  #shown(form: Form): FormAttribute[] {
    const wrong = new Set(form.diagnostics.map((each) => each.attribute));
    const { level } = this.editor;
    return this.#own(form).filter((each) => this.allAttributes || each.value !== null || wrong.has(each.name)
      || each.level === 'mandatory' || (level !== 'mandatory' && each.level === 'recommended'));
  }

  #attribute(form: Form, attribute: FormAttribute): TemplateResult {
    return html`<iodef-field data-attribute=${attribute.name} .editor=${this.editor}
      .term=${attributeTerm(this.editor.l10n, form.class, attribute.name)} .value=${attribute.value}
      .type=${attribute.type} .values=${attribute.values} .enumeration=${attribute.enumeration}
      .extension=${attribute.extension} .extensionValue=${attribute.extension_value}
      .fallback=${attribute.fixed ?? attribute.default} ?required=${attribute.required} ?locked=${this.#lockedAt(chainOf(form), attribute.name)}
      .diagnostics=${form.diagnostics.filter((each) => each.attribute !== undefined
        && (each.attribute === attribute.name || each.attribute === attribute.extension))}
      @edit=${(event: CustomEvent<FieldEdit>) => this.#edited(attribute, event.detail)}></iodef-field>`;
  }

  #edited(attribute: FormAttribute, edit: FieldEdit): void {
    // An attribute that was emptied is not written as "".
    const value = edit.value === '' ? null : edit.value;
    this.#writer.write(attribute.name, (editor) => editor.change(this.place, (path) => ({
      do: 'group',
      commands: [
        { do: 'set_attribute', path, name: attribute.name, value },
        ...(attribute.extension !== null && edit.extension !== undefined
          ? [{ do: 'set_attribute', path, name: attribute.extension, value: edit.extension } as const] : []),
      ],
    })));
  }
}

function nameOf({ namespace, name }: FormMember): string {
  return `${namespace} ${name}`;
}

/** Focuses an element, or the first field in it once that is drawn. */
function focusFirst(element: HTMLElement | null): void {
  if (!element) return;
  const inner = element.localName === 'iodef-member' ? element.shadowRoot?.querySelector<HTMLElement>('iodef-leaf, button') : element;
  requestAnimationFrame(() => {
    (inner ?? element).focus();
    (inner ?? element).scrollIntoView({ block: 'nearest' });
  });
}
