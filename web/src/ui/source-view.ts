// CodeMirror as this editor uses it. A chunk of its own: nothing else may import it at once.
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { xml } from '@codemirror/lang-xml';
import { HighlightStyle, bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, type ChangeSet } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Severity, TextEdit } from '../session/protocol.ts';
import { LineBreaks, type Replacement } from './line-breaks.ts';

/** All offsets that go in and out are those of the document, whose line breaks the view does not have. */
export interface SourceOptions {
  parent: HTMLElement;
  root: ShadowRoot;
  text: string;
  label: string;
  readonly: boolean;
  /** The person typed; `takeChange` says what. */
  changed(): void;
  /** The cursor went to another place by the person's doing. */
  moved(offset: number): void;
  undo(): void;
  redo(): void;
}

export interface Mark {
  from: number;
  to: number;
  severity: Severity;
  message: string;
  /** Of a message that is not in the language of the page. */
  lang?: string;
  dir?: string;
}

function shown({ message, lang = '', dir = '' }: Mark): Node {
  const text = document.createElement('span');
  text.textContent = message;
  if (lang !== '') text.lang = lang;
  if (dir !== '') text.dir = dir;
  return text;
}

/** Changes that come from the document are not sent back to it. */
const remote = Annotation.define<boolean>();

const colours = HighlightStyle.define([
  { tag: tags.tagName, color: 'var(--ew-accent)' },
  { tag: tags.attributeName, color: 'light-dark(#7a3e9d, #d3a4f0)' },
  { tag: [tags.attributeValue, tags.string], color: 'light-dark(#1f6f43, #8fd6ac)' },
  { tag: tags.comment, color: 'var(--ew-muted)', fontStyle: 'italic' },
  { tag: [tags.angleBracket, tags.definitionOperator], color: 'var(--ew-muted)' },
  { tag: [tags.processingInstruction, tags.documentMeta], color: 'light-dark(#8a5300, #f3bf6b)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ew-text)', backgroundColor: 'var(--ew-surface)', fontSize: '0.8125rem' },
  '&.cm-focused': { outline: '2px solid var(--ew-accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--ew-mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ew-text)', padding: '0.5rem 0' },
  '.cm-cursor': { borderInlineStartColor: 'var(--ew-text)' },
  '.cm-gutters': { backgroundColor: 'var(--ew-raised)', color: 'var(--ew-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--ew-accent) 7%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--ew-accent) 28%, transparent)',
  },
  '.cm-panels, .cm-tooltip': { backgroundColor: 'var(--ew-raised)', color: 'var(--ew-text)', border: '1px solid var(--ew-line)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--ew-error) 1px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--ew-warning) 1px' },
  '.cm-lintRange-info': { backgroundImage: 'none', textDecoration: 'underline dotted var(--ew-muted) 1px' },
  '.cm-lint-marker': { content: 'none !important', width: '0.55rem', height: '0.55rem', borderRadius: '50%', marginBlockStart: '0.35rem' },
  '.cm-lint-marker-error': { background: 'var(--ew-error)' },
  '.cm-lint-marker-warning': { background: 'var(--ew-warning)' },
  '.cm-lint-marker-info': { background: 'var(--ew-muted)' },
});

export class SourceView {
  #view: EditorView;
  #pending: ChangeSet | undefined;
  #breaks: LineBreaks;
  /** The length of the document without what is pending. */
  #length: number;
  #differs = false;
  #editable = new Compartment();

  constructor(options: SourceOptions) {
    this.#breaks = new LineBreaks(options.text);
    this.#length = options.text.length;
    this.#view = new EditorView({
      parent: options.parent,
      root: options.root,
      state: EditorState.create({
        doc: options.text,
        extensions: [
          lineNumbers(), foldGutter(), lintGutter(), drawSelection(), highlightActiveLine(), highlightActiveLineGutter(),
          indentOnInput(), bracketMatching(), highlightSelectionMatches(), search({ top: true }),
          xml(), syntaxHighlighting(colours), look, EditorView.lineWrapping,
          this.#editable.of(EditorState.readOnly.of(options.readonly)),
          EditorView.contentAttributes.of({ 'aria-label': options.label, dir: 'ltr', tabindex: '0' }),
          keymap.of([
            { key: 'Mod-z', run: () => { options.undo(); return true; }, preventDefault: true },
            { key: 'Mod-y', mac: 'Mod-Shift-z', run: () => { options.redo(); return true; }, preventDefault: true },
            { key: 'Mod-Shift-z', run: () => { options.redo(); return true; }, preventDefault: true },
            // Tab leaves the view as everywhere else, unless Escape's mode for keyboards says otherwise.
            { key: 'Ctrl-]', run: indentWithTab.run ?? (() => false) },
            ...searchKeymap, ...foldKeymap, ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            const own = !update.transactions.some((each) => each.annotation(remote));
            if (update.docChanged && own) {
              this.#pending = this.#pending ? this.#pending.compose(update.changes) : update.changes;
              this.#typed(update.changes);
              options.changed();
            }
            if (update.selectionSet && own && !update.docChanged) options.moved(this.#breaks.toDocument(update.state.selection.main.head));
          }),
        ],
      }),
    });
  }

  /** What was typed since the last call, as one replacement. */
  takeChange(): { from: number; to: number; text: string } | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    if (!pending) return undefined;
    let from = Number.POSITIVE_INFINITY;
    let to = 0;
    let newTo = 0;
    pending.iterChangedRanges((fromA, toA, _fromB, toB) => {
      from = Math.min(from, fromA);
      to = Math.max(to, toA);
      newTo = Math.max(newTo, toB);
    });
    if (from > to && newTo === 0) return undefined;
    const length = this.#ownLength;
    const [start, end] = [this.#breaks.toDocument(from), this.#breaks.toDocument(newTo)];
    // What stands behind is the same before and after.
    const replaced = this.#length - (length - end);
    this.#length = length;
    return { from: start, to: replaced, text: this.#breaks.written(this.#view.state.sliceDoc(from, newTo), from) };
  }

  /** Whether something was typed that `takeChange` has not given yet. */
  get typed(): boolean {
    return this.#pending !== undefined;
  }

  /** True when breaks ran together, so that the view has to be loaded anew. */
  get differs(): boolean {
    return this.#differs;
  }

  /** Edits that were made elsewhere, each in offsets of the text before it. */
  follow(edits: TextEdit[]): void {
    for (const { from: start, to: end, insert: text } of edits) {
      const [from, to] = [this.#breaks.toView(start), this.#breaks.toView(end)];
      if (from === undefined || to === undefined || to > this.#view.state.doc.length) {
        this.#differs = true;
        return;
      }
      this.#breaks.replace({ from, to, text });
      this.#view.dispatch({ changes: { from, to, insert: text }, annotations: remote.of(true) });
      this.#lookAround(from);
      this.#lookAround(this.#breaks.nearest(start + text.length));
    }
    this.#length = this.#ownLength;
  }

  load(text: string, at = 0): void {
    this.#pending = undefined;
    this.#breaks = new LineBreaks(text);
    this.#length = text.length;
    this.#differs = false;
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: text },
      selection: { anchor: this.#breaks.nearest(Math.min(at, text.length)) }, scrollIntoView: true, annotations: remote.of(true),
    });
  }

  /** Where the cursor is. */
  get cursor(): number {
    return this.#breaks.toDocument(this.#view.state.selection.main.head);
  }

  get #ownLength(): number {
    return this.#breaks.toDocument(this.#view.state.doc.length);
  }

  #typed(changes: ChangeSet): void {
    const list: Replacement[] = [];
    changes.iterChanges((from, to, _fromB, _toB, inserted) => {
      list.push({ from, to, text: this.#breaks.asTyped(inserted.toString()) });
    });
    for (const each of list.reverse()) this.#breaks.replace(each);
    changes.iterChanges((_fromA, _toA, from, to) => {
      this.#lookAround(from);
      this.#lookAround(to);
    });
  }

  /** "\r" before "\n" would be one break in the document and two in the view. */
  #lookAround(at: number): void {
    if (at > 0 && this.#breaks.written(this.#view.state.sliceDoc(at - 1, at + 1), at - 1) === '\r\n'
      && this.#view.state.sliceDoc(at - 1, at + 1).length === 2) this.#differs = true;
  }

  reveal(start: number, end: number): void {
    const length = this.#view.state.doc.length;
    const [from, to] = [this.#breaks.nearest(start), this.#breaks.nearest(end)];
    const anchor = Math.min(from, length);
    // A whole class would be a wall of selection: its beginning is enough.
    const head = Math.min(to, length, this.#view.state.doc.lineAt(anchor).to);
    this.#view.dispatch({
      selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }), annotations: remote.of(true),
    });
  }

  mark(marks: Mark[]): void {
    const length = this.#view.state.doc.length;
    this.#view.dispatch(setDiagnostics(this.#view.state, marks
      .map((mark) => ({ ...mark, from: this.#breaks.nearest(mark.from), to: this.#breaks.nearest(mark.to) }))
      .filter((mark) => mark.from <= length)
      .map((mark) => ({ ...mark, renderMessage: () => shown(mark), to: Math.min(Math.max(mark.to, mark.from + 1), length), from: Math.min(mark.from, length) }))));
  }

  setReadonly(readonly: boolean): void {
    this.#view.dispatch({ effects: this.#editable.reconfigure(EditorState.readOnly.of(readonly)) });
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }
}
