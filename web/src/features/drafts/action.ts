// Drafts for a person: the list, what a crash left behind, and forgetting everything.
import type { Editor } from '../../editor/editor.ts';
import { EMPTY_BOOK } from '../keys/contacts.ts';
import { keptBook, setBook } from '../keys/current.ts';
import { unregisterOffline } from '../offline/register.ts';
import { keepTeam, keptTeam, setTeam } from '../team/current.ts';
import { EMPTY_PROFILE, type TeamProfile } from '../team/profile.ts';
import { openPanel } from '../ui/panel.ts';
import { Keeper } from './keeper.ts';

/** A window that was just closed may hold its draft a moment longer. */
const CLOSING_MS = 1_500;

const keepers = new WeakMap<Editor, Promise<Keeper>>();

/** The keeper of an editor whose host allows storage; it is started once. */
export function keeperOf(editor: Editor): Promise<Keeper> | undefined {
  if (!editor.options.storage) return undefined;
  let keeper = keepers.get(editor);
  if (!keeper) {
    keeper = Keeper.start(editor);
    keepers.set(editor, keeper);
  }
  return keeper;
}

/** Begins keeping drafts, takes up the team that was kept, and offers what a crash left behind. */
export async function startKeeping(editor: Editor): Promise<void> {
  const keeper = await keeperOf(editor);
  if (!keeper?.vault.unlocked) return;
  const team = await keptTeam(keeper.vault);
  if (team) setTeam(editor, team);
  const book = await keptBook(keeper.vault);
  if (book) setBook(editor, book);
  for (const pause of [0, CLOSING_MS]) {
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    if (editor.state.version > 0) return;
    if ((await keeper.leftBehind()).length > 0) return showDrafts(editor, { recovering: true });
  }
}

/** Stores the team, where drafts may be stored. */
export function keepTeamOf(editor: Editor): ((profile: TeamProfile) => Promise<void>) | undefined {
  const started = keeperOf(editor);
  return started && (async (profile) => {
    const { vault } = await started;
    if (vault.unlocked) await keepTeam(vault, profile);
  });
}

export async function showDrafts(editor: Editor, options: { recovering?: boolean } = {}): Promise<void> {
  const keeper = await keeperOf(editor);
  if (!keeper) return;
  const { DraftsPanel } = await import('../ui/drafts-panel.ts');
  const panel = new DraftsPanel();
  panel.keeper = keeper;
  panel.recovering = options.recovering ?? false;
  const result = await openPanel(editor, editor.l10n.text('drafts-title'), panel);
  if (!result) return;
  if ('forget' in result) await forgetEverything(editor, keeper);
  else if (!(await keeper.open(result.open))) editor.announce(editor.l10n.text('drafts-elsewhere'));
}

async function forgetEverything(editor: Editor, keeper: Keeper): Promise<void> {
  keeper.stop();
  await keeper.vault.forgetEverything();
  await unregisterOffline();
  setTeam(editor, EMPTY_PROFILE);
  setBook(editor, EMPTY_BOOK);
  keepers.delete(editor);
  editor.announce(editor.l10n.text('drafts-forgotten'));
}
