// Drafts for a person: the list, what a crash left behind, and forgetting everything.
import type { Editor } from '../../editor/editor.ts';
import { html } from 'lit';
import { forgetBook, keptBook, keysOf, onKeptElsewhere, takeBook } from '../keys/current.ts';
import { unregisterOffline } from '../offline/register.ts';
import { keepTeam, keptTeam, setTeam, teamOf } from '../team/current.ts';
import { EMPTY_PROFILE, type TeamProfile } from '../team/profile.ts';
import { openPanel } from '../ui/panel.ts';
import { Keeper } from './keeper.ts';
import { VaultError, type Vault } from './vault.ts';

/** A window that was just closed may hold its draft a moment longer. */
const CLOSING_MS = 1_500;

const NOTICE = 'drafts';

const keepers = new WeakMap<Editor, Promise<Keeper>>();

/** The keeper of an editor whose host allows storage; it is started once. */
export function keeperOf(editor: Editor): Promise<Keeper> | undefined {
  if (!editor.options.storage) return undefined;
  let keeper = keepers.get(editor);
  if (!keeper) {
    keeper = Keeper.start(editor, (state, error) => {
      if (state === 'failed') notice(editor, editor.l10n.text('drafts-failed', { reason: reasonOf(editor, error) }), error);
      else if (state === 'saved' && editor.banners.has(NOTICE)) editor.banner(NOTICE, null);
    });
    keepers.set(editor, keeper);
    void keeper.then(({ vault }) => onKeptElsewhere(() => {
      if (vault.unlocked) void takeUpBook(editor, vault);
    }), () => undefined);
    if (editor.banners.has(NOTICE)) editor.banner(NOTICE, null);
  }
  return keeper;
}

/** Why nothing is kept, in the person's language where there are words for it. */
function reasonOf(editor: Editor, error: unknown): string {
  const found = error instanceof VaultError ? editor.l10n.find(`drafts-fault-${error.code}`) : undefined;
  return found?.text ?? (error instanceof Error ? error.message : String(error));
}

/** Stays over the panes as long as it is so. */
function notice(editor: Editor, text: string, error?: unknown): void {
  const locked = error instanceof VaultError && error.code === 'locked';
  editor.banner(NOTICE, html`<div class="ew-notice" role="status"><span>${text}</span>${locked
    ? html`<button type="button" @click=${() => void showDrafts(editor)}>${editor.l10n.text('drafts-unlock')}</button>` : ''}</div>`);
}

/** Takes up the team and the contacts that were kept; one that is damaged does not keep the other away. */
async function takeUp(editor: Editor, { vault }: Keeper): Promise<void> {
  try {
    const team = await keptTeam(vault);
    // What was set up here before the vault was open is newer.
    if (team && teamOf(editor) === EMPTY_PROFILE) setTeam(editor, team);
  } catch (error) {
    editor.announce(editor.l10n.text('drafts-setting-damaged', { reason: reasonOf(editor, error) }));
  }
  await takeUpBook(editor, vault);
}

async function takeUpBook(editor: Editor, vault: Vault): Promise<void> {
  try {
    const book = await keptBook(vault);
    if (book) takeBook(editor, book);
  } catch (error) {
    editor.announce(editor.l10n.text('drafts-setting-damaged', { reason: reasonOf(editor, error) }));
  }
}

/** Begins keeping drafts, takes up the team that was kept, and offers what a crash left behind. */
export async function startKeeping(editor: Editor): Promise<void> {
  const keeper = await keeperOf(editor);
  if (!keeper) return;
  if (!keeper.vault.unlocked) {
    if (editor.state.version === 0) await showDrafts(editor, { unlocking: true });
    // Who leaves that question is told what it means.
    if (!keeper.vault.unlocked) notice(editor, editor.l10n.text('drafts-locked'), new VaultError('locked'));
    return;
  }
  await takeUp(editor, keeper);
  for (const pause of [0, CLOSING_MS]) {
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    if (editor.state.version > 0) return;
    if ((await keeper.leftBehind()).length > 0) return showDrafts(editor, { recovering: true });
  }
}

/** Stores the team, where drafts may be stored; tells whether it could. */
export function keepTeamOf(editor: Editor): ((profile: TeamProfile) => Promise<boolean>) | undefined {
  const started = keeperOf(editor);
  return started && (async (profile) => {
    const { vault } = await started;
    if (vault.unlocked) await keepTeam(vault, profile);
    return vault.unlocked;
  });
}

export async function showDrafts(editor: Editor, options: { recovering?: boolean; unlocking?: boolean } = {}): Promise<void> {
  const keeper = await keeperOf(editor);
  if (!keeper) return;
  const { DraftsPanel } = await import('../ui/drafts-panel.ts');
  const panel = new DraftsPanel();
  panel.keeper = keeper;
  panel.recovering = options.recovering ?? false;
  panel.unlocking = options.unlocking ?? false;
  panel.unlocked = async () => {
    if (editor.banners.has(NOTICE)) editor.banner(NOTICE, null);
    await takeUp(editor, keeper);
    await keeper.keep();
  };
  const result = await openPanel(editor, editor.l10n.text('drafts-title'), panel);
  if (!result) return;
  if ('forget' in result) await forgetEverything(editor, keeper);
  else if (!(await keeper.open(result.open))) editor.announce(editor.l10n.text('drafts-elsewhere'));
}

async function forgetEverything(editor: Editor, keeper: Keeper): Promise<void> {
  keysOf(editor).forget();
  keeper.stop();
  await keeper.vault.forgetEverything();
  await unregisterOffline(new URL('sw.js', document.baseURI));
  setTeam(editor, EMPTY_PROFILE);
  forgetBook(editor);
  keepers.delete(editor);
  editor.announce(editor.l10n.text('drafts-forgotten'));
  // Notices go with the document; this one is for all that follow.
  const stopped = (): void => notice(editor, editor.l10n.text('drafts-stopped'));
  stopped();
  const stop = editor.on('opened', () => (keepers.has(editor) ? stop() : stopped()));
}
