// What an editor tells its parts.
import type { Applied, Level, Opened, Path, State } from '../session/protocol.ts';

export interface EditorEvents {
  /** Another document was opened. */
  opened: Opened;
  /** The document changed. */
  applied: Applied & { by?: string };
  /** Undo, redo or another document: what was typed and not yet written is void. */
  reverted: null;
  /** What there is was saved or handed in. */
  saved: null;
  /** Counts, profile, fault: anything of the state. */
  state: State;
  /** The element that form, outline and source show. */
  selected: Selection;
  focusing: Focus;
  /** A place of the source to show, where the source is open. */
  reveal: { from: number; to: number };
  /** The source is wanted. */
  showSource: null;
  /** A part of the form is there. */
  drawn: null;
  /** How much the form shows. */
  level: Level;
  locale: string;
  /** A sentence for the status line and for screen readers. */
  announced: string;
  /** The document is gone, and with it what was known about it only. */
  closed: null;
  /** Notices over the panes. */
  banners: null;
  /** What the form puts first, what is locked, what is withheld: how elements are shown. */
  shown: null;
  /** Long work; null when it is over. */
  progress: { stage: string; done: number; total: number } | null;
}

export interface Selection {
  path: Path;
  /** The attribute to focus. */
  attribute?: string;
  /** Who selected, so that it does not follow itself. */
  by: string;
}

/** The field that takes the keyboard's focus as soon as it is drawn. */
export interface Focus {
  path: Path;
  attribute?: string;
}
