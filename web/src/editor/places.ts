// Elements that stay themselves while their paths shift: what is typed into a field goes to the element
// that the field was drawn for, or nowhere.
import type { Applied, Command, Path } from '../session/protocol.ts';

/** An element of the open document. */
export interface Place {
  /** Where it is now; undefined when it is gone, or not there yet. */
  readonly path: Path | undefined;
}

interface Tracked {
  path: Path | undefined;
}

export class Places {
  readonly #live = new Map<Path, Tracked>();

  /** The element at a path, the same as long as it is in the document. */
  at(path: Path): Place {
    const known = this.#live.get(path);
    if (known) return known;
    const place = { path };
    this.#live.set(path, place);
    return place;
  }

  /** An element that is still to be made. */
  coming(): Place {
    return { path: undefined };
  }

  /** The element is there now. */
  arrived(place: Place, path: Path): void {
    (place as Tracked).path = path;
    this.#live.set(path, place);
  }

  /** Follows a change; `command` is what made it, where that is known. */
  follow(applied: Pick<Applied, 'shifts' | 'created' | 'edits' | 'changed'>, command?: Command): void {
    if (isUnclear(applied, command)) this.#forget(applied.changed);
    const moved = command?.do === 'move' ? [command.path, applied.created ?? command.path] as const : undefined;
    if (applied.shifts.length === 0 && !moved) return;
    const places = [...this.#live.values()];
    this.#live.clear();
    for (const place of places) {
      if (place.path === undefined) continue;
      const { path, gone } = followed(place.path, applied);
      place.path = gone ? undefined : moved ? swapped(path, ...moved) : path;
      if (place.path !== undefined) this.#live.set(place.path, place);
    }
  }

  /** Nobody knows which element is which below this one. */
  #forget(changed: Path): void {
    for (const [path, place] of this.#live) {
      if (path === changed || (changed !== '' && !path.startsWith(`${changed}/`))) continue;
      place.path = undefined;
      this.#live.delete(path);
    }
  }

  /** Another document. */
  clear(): void {
    for (const place of this.#live.values()) place.path = undefined;
    this.#live.clear();
  }
}

/** As many elements as before, and perhaps others: a move that is undone, markup that was typed. */
function isUnclear({ shifts, edits }: Pick<Applied, 'shifts' | 'edits'>, command: Command | undefined): boolean {
  return shifts.length === 0 && (command === undefined || command.do === 'replace_text') && edits.some(({ insert }) => insert.includes('<'));
}

/** Where a path is after a change; when its element is gone, where its parent is. */
export function followed(path: Path, applied: Pick<Applied, 'shifts'>): { path: Path; gone: boolean } {
  let result = path;
  let gone = false;
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
      gone = true;
      continue;
    }
    rest[0] = String(index - removed + inserted);
    result = prefix + rest.join('/');
  }
  return { path: result, gone };
}

/** One step among its siblings of the same name makes an element change places with one of them. */
function swapped(path: Path, one: Path, other: Path): Path {
  for (const [from, to] of [[one, other], [other, one]] as const) {
    if (path === from || path.startsWith(`${from}/`)) return to + path.slice(from.length);
  }
  return path;
}
