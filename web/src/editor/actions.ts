// What a person can have done: every menu, shortcut and palette entry comes from this list.
import type { IconName } from '../ui/icons.ts';
import type { Editor } from './editor.ts';

export type ActionGroup = 'file' | 'edit' | 'insert' | 'view' | 'share' | 'tools';

export interface Action {
  id: string;
  /** Fluent id of the label; `<label>-help`, when there is one, explains it. */
  label: string;
  group: ActionGroup;
  /** "Mod+Shift+K": Mod is Ctrl, or Command on Apple's systems. */
  shortcut?: string;
  /** Offered on the start screen too, with `<label>-help` and this picture. */
  onStart?: boolean;
  icon?: IconName;
  /** False: not offered now. */
  when?(editor: Editor): boolean;
  run(editor: Editor): void | Promise<void>;
}

const actions = new Map<string, Action>();

/** Adds an action for every editor of the page; a second one of the same id is a mistake. */
export function registerAction(action: Action): void {
  if (actions.has(action.id)) throw new Error(`the action ${action.id} is registered twice`);
  actions.set(action.id, action);
}

export function action(id: string): Action | undefined {
  return actions.get(id);
}

/** The actions that are offered now, in the order of registration. */
export function offeredActions(editor: Editor, group?: ActionGroup): Action[] {
  return [...actions.values()].filter(
    (each) => (!group || each.group === group) && (each.when?.(editor) ?? true),
  );
}
