// What a document is for decides its purpose, its audience and which members it needs (RFC 3067 requirement 6.1).
import type { Command, Path } from '../../session/protocol.ts';
import { escapeAttribute } from '../xml/write.ts';
import type { Restriction } from '../team/profile.ts';

export interface Preset {
  readonly id: 'alert' | 'handling' | 'archiving' | 'reporting' | 'statistics';
  /** Incident@purpose; RFC 7970 has no value for archives and statistics, so those extend it. */
  readonly purpose: 'watch' | 'mitigation' | 'reporting' | 'ext-value';
  readonly extPurpose?: string;
  /** Who may read the outcome at most: what is above is redacted on export. */
  readonly audience: Restriction;
  /** Members of Incident that the form puts first. */
  readonly members: readonly string[];
  /** Members that the outcome must not carry. */
  readonly without: readonly string[];
}

const ALWAYS = ['IncidentID', 'GenerationTime', 'Contact'];

export const PRESETS: readonly Preset[] = [
  { id: 'alert', purpose: 'watch', audience: 'green', without: [],
    members: [...ALWAYS, 'DetectTime', 'Description', 'Assessment', 'Method', 'IndicatorData'] },
  { id: 'handling', purpose: 'mitigation', audience: 'amber', without: [],
    members: [...ALWAYS, 'AlternativeID', 'RelatedActivity', 'DetectTime', 'StartTime', 'EndTime', 'ReportTime', 'Description', 'Assessment', 'Method', 'EventData', 'History'] },
  { id: 'archiving', purpose: 'ext-value', extPurpose: 'archiving', audience: 'red', without: [],
    members: [...ALWAYS, 'AlternativeID', 'RelatedActivity', 'DetectTime', 'StartTime', 'EndTime', 'RecoveryTime', 'ReportTime', 'Description', 'Discovery', 'Assessment',
      'Method', 'EventData', 'IndicatorData', 'History', 'AdditionalData'] },
  { id: 'reporting', purpose: 'reporting', audience: 'amber', without: [],
    members: [...ALWAYS, 'DetectTime', 'StartTime', 'ReportTime', 'Description', 'Discovery', 'Assessment', 'EventData', 'IndicatorData'] },
  { id: 'statistics', purpose: 'ext-value', extPurpose: 'statistics', audience: 'white', without: ['EventData', 'IndicatorData', 'History', 'AdditionalData'],
    members: [...ALWAYS, 'DetectTime', 'StartTime', 'EndTime', 'Discovery', 'Assessment'] },
];

export function preset(id: string): Preset | undefined {
  return PRESETS.find((each) => each.id === id);
}

/** Names the owner of our values of `ext-purpose` (RFC 7970 section 5.1.1: private-enum-name and -id). */
function owner(chosen: Preset, team: string): Record<string, string> {
  return chosen.extPurpose === undefined || team === '' ? {} : { 'private-enum-name': team, 'private-enum-id': 'purposes-1' };
}

/** The attributes of a new Incident, and those of the document around it. */
export function purposeAttributes(chosen: Preset, team: string): { incident: string; document: string } {
  const extension = chosen.extPurpose === undefined ? '' : ` ext-purpose="${escapeAttribute(chosen.extPurpose)}"`;
  return {
    incident: `purpose="${chosen.purpose}"${extension}`,
    document: Object.entries(owner(chosen, team)).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join(''),
  };
}

/** Gives an Incident the purpose of the preset, with all attributes that go with it in one step. */
export function purposeCommand(chosen: Preset, incident: Path, team: string): Command {
  const set = (path: Path, name: string, value: string | null): Command => ({ do: 'set_attribute', path, name, value });
  return {
    do: 'group',
    commands: [
      set(incident, 'purpose', chosen.purpose),
      set(incident, 'ext-purpose', chosen.extPurpose ?? null),
      ...Object.entries(owner(chosen, team)).map(([name, value]) => set('', name, value)),
    ],
  };
}
