// The team of an editor: in memory, and in the vault where the host allows storage.
import type { Editor } from '../../editor/editor.ts';
import { EMPTY_PROFILE, parseProfile, profileFaults, type TeamProfile } from './profile.ts';

const SETTING = 'team';

const teams = new WeakMap<Editor, TeamProfile>();

/** What documents of this editor begin with; empty until somebody sets it up. */
export function teamOf(editor: Editor): TeamProfile {
  return teams.get(editor) ?? EMPTY_PROFILE;
}

export function setTeam(editor: Editor, profile: TeamProfile): void {
  teams.set(editor, profile);
  editor.team = profile.fqdn;
}

/** True once documents can begin with it. */
export function hasTeam(editor: Editor): boolean {
  return profileFaults(teamOf(editor)).length === 0;
}

/** What a vault is to settings. */
export interface Settings {
  putSetting(id: string, value: unknown): Promise<void>;
  setting(id: string): Promise<unknown>;
}

export async function keepTeam(settings: Settings, profile: TeamProfile): Promise<void> {
  await settings.putSetting(SETTING, profile);
}

/** The kept profile; undefined if there is none. */
export async function keptTeam(settings: Settings): Promise<TeamProfile | undefined> {
  const kept = await settings.setting(SETTING);
  return kept === undefined ? undefined : parseProfile(JSON.stringify(kept));
}
