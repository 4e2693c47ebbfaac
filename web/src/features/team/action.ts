// Setting up the team.
import type { Editor } from '../../editor/editor.ts';
import { openPanel } from '../ui/panel.ts';
import { setTeam, teamOf } from './current.ts';
import type { TeamProfile } from './profile.ts';

/** Asks for the team profile; `keep` stores it where the host allows that, and tells whether it could. */
export async function editTeam(editor: Editor, keep?: (profile: TeamProfile) => Promise<boolean>): Promise<void> {
  const { TeamPanel } = await import('../ui/team-panel.ts');
  const panel = new TeamPanel();
  panel.profile = teamOf(editor);
  const profile = await openPanel(editor, editor.l10n.text('team-title'), panel);
  if (!profile) return;
  setTeam(editor, profile);
  const kept = await keep?.(profile);
  editor.announce(editor.l10n.text(kept ? 'team-kept' : 'team-used'));
}
