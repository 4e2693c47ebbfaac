// The preset of one editor at work: nothing locked is edited, what is asked for and missing is an error of
// the document, and handing in goes where the page says.
import type { Editor } from '../../editor/editor.ts';
import { SessionError } from '../../session/session.ts';
import type { Command, Diagnostic, Path } from '../../session/protocol.ts';
import { chainOf } from '../../ui/arrange.ts';
import { EMPTY_PROFILE } from '../team/profile.ts';
import { setTeam, teamOf } from '../team/current.ts';
import { isLocked, PresetError, readPreset, type EditorPreset, type Place, type ReadPreset } from './preset.ts';
import { missingIn } from './required.ts';

/** Edits that come faster are looked at once. */
const PAUSE_MS = 150;

const presets = new WeakMap<Editor, ReadPreset>();
const watched = new WeakSet<Editor>();
const newest = new WeakMap<Editor, object>();

const NONE: ReadPreset = { team: undefined, locked: [], required: [], endpoint: undefined };

/** What the page fixed for an editor. */
export function presetOf(editor: Editor): ReadPreset | undefined {
  return presets.get(editor);
}

/** Takes a preset, or its JSON; null takes the one before away. Throws a PresetError for what is none. */
export async function usePreset(editor: Editor, given: EditorPreset | string | null): Promise<void> {
  const mine = {};
  newest.set(editor, mine);
  const preset = given === null ? NONE : readPreset(given);
  for (const { parent, name, attribute } of [...preset.locked, ...preset.required]) {
    for (const [className, of] of [[parent, undefined], [name, attribute]] as const) {
      if (className === undefined || await editor.session.call('knows', [className, of ?? ''])) continue;
      throw new PresetError('preset', `a class and attribute of RFC 7970, which ${className}${of === undefined ? '' : `@${of}`} is not`);
    }
  }
  if (newest.get(editor) !== mine) return;
  if (preset.team) setTeam(editor, preset.team);
  else if (presets.get(editor)?.team && teamOf(editor) === presets.get(editor)?.team) setTeam(editor, EMPTY_PROFILE);
  presets.set(editor, preset);
  editor.setPolicies({
    locked: (classes, attribute) => isLocked(preset.locked, classes, attribute),
    sourceLocked: preset.locked.length > 0,
    guard: (command) => guard(editor, preset.locked, command),
  });
  watch(editor);
  await look(editor);
}

/** Hands the document in; true when the receiver has it. */
export async function handIn(editor: Editor): Promise<boolean> {
  await look(editor);
  if (editor.asked.length > 0) {
    editor.announce(editor.asked.map((each) => editor.message(each)).join(' '));
    return false;
  }
  const { submitDocument } = await import('../submit/action.ts');
  return submitDocument(editor, presets.get(editor)?.endpoint);
}

function refuse(editor: Editor, name: string): never {
  throw new SessionError(editor.l10n.text('preset-locked', { name }), 'locked');
}

/** Asks the document what a command is about. */
async function guard(editor: Editor, locked: readonly Place[], command: Command): Promise<void> {
  if (locked.length === 0) return;
  const chain = async (path: Path): Promise<string[]> => chainOf(await editor.session.call('form', [path, 'mandatory']));
  const check = (classes: string[], attribute?: string): void => {
    if (isLocked(locked, classes, attribute)) refuse(editor, attribute === undefined ? classes.at(-1) ?? '' : `@${attribute}`);
  };
  switch (command.do) {
    case 'group':
      for (const each of command.commands) await guard(editor, locked, each);
      return;
    case 'set_text': return check(await chain(command.path));
    case 'set_attribute': return check(await chain(command.path), command.name.replace(/^ext-/, ''));
    case 'move': return check(await chain(command.path));
    case 'remove': {
      check(await chain(command.path));
      return contents(await editor.session.call('xml', [command.path]), (await chain(command.path)).slice(0, -1), check);
    }
    case 'insert_class': return check([...await chain(command.parent), command.class]);
    case 'insert': return contents(command.xml, await chain(command.parent), check);
    // Where a text begins and ends says nothing about what it holds.
    case 'replace_text': return refuse(editor, editor.l10n.text('pane-source'));
    default: return refuse(editor, '');
  }
}

/** Every element of a fragment. Its prefixes are declared around it, so that names are all that is read. */
function contents(xml: string, around: string[], check: (classes: string[], attribute?: string) => void): void {
  const classes = [...around];
  const markup = xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, '');
  for (const [, end, name = '', attributes = '', empty] of markup.matchAll(/<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g)) {
    if (end) {
      classes.pop();
      continue;
    }
    classes.push(name.replace(/^.*:/, ''));
    check(classes);
    for (const [, attribute = ''] of attributes.matchAll(/([^\s=]+)\s*=/g)) check(classes, attribute);
    if (empty) classes.pop();
  }
}

/** Looks again after every change. */
function watch(editor: Editor): void {
  if (watched.has(editor)) return;
  watched.add(editor);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(editor), PAUSE_MS);
  };
  editor.on('opened', later);
  editor.on('applied', later);
}

/** Says what the page asks for and the document does not have. */
async function look(editor: Editor): Promise<void> {
  const { required } = presets.get(editor) ?? NONE;
  if (required.length === 0 || !editor.state.parsed) {
    if (editor.asked.length > 0) editor.ask([]);
    return;
  }
  const missing = missingIn(await editor.session.call('tree', ['']), required);
  const list = await Promise.all(missing.map(async ({ place, path }): Promise<Diagnostic> => {
    const { from, to } = await editor.session.call('locate', [path]);
    return {
      rule: 'preset-required', severity: 'error', args: { name: place.text }, xpath: '', path, line: 0, column: 0, from, to,
      ...(place.attribute === undefined ? {} : { attribute: place.attribute }),
    };
  }));
  editor.ask(list);
}
