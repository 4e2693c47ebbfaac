// Hand-over: a document grows by what this team did, and nothing that others wrote is touched.
import type { Command, Path } from '../../session/protocol.ts';
import { insertWithin, iodefPrefix, type Reader } from '../place.ts';
import { contact } from '../team/contacts.ts';
import type { TeamProfile } from '../team/profile.ts';
import { element, type Element } from '../xml/write.ts';

/** HistoryItem@action values of both schemas, in their order. */
export const ACTIONS = [
  'nothing', 'contact-source-site', 'contact-target-site', 'contact-sender', 'investigate', 'block-host', 'block-network', 'block-port', 'rate-limit-host',
  'rate-limit-network', 'rate-limit-port', 'redirect-traffic', 'honeypot', 'upgrade-software', 'rebuild-asset', 'harden-asset', 'remediate-other',
  'status-triage', 'status-new-info', 'watch-and-report', 'defined-coa', 'other',
] as const;

export interface HandOver {
  readonly action: (typeof ACTIONS)[number];
  /** xs:dateTime with offset. */
  readonly time: string;
  readonly description: string;
  readonly language: string;
  /** The number under which this team keeps the incident; empty for none. */
  readonly incidentId: string;
  /** For the action defined-coa, which requires it. */
  readonly courseOfAction: string;
}

/** What keeps an entry from being written: ids of messages. */
export function handOverFault(entry: HandOver, options: { hasTeam: boolean }): 'handover-fault-description' | 'handover-fault-course' | 'handover-fault-team' | undefined {
  if (entry.description.trim() === '') return 'handover-fault-description';
  // A number is unique under the name of a team (RFC 7970 section 3.4).
  if (entry.incidentId.trim() !== '' && !options.hasTeam) return 'handover-fault-team';
  // RFC 7970 section 3.13.1: the value requires a DefinedCOA.
  return entry.action === 'defined-coa' && entry.courseOfAction.trim() === '' ? 'handover-fault-course' : undefined;
}

export function historyItem(entry: HandOver, team: TeamProfile): Element {
  const creator = team.contacts.find(({ role }) => role === 'creator');
  return element('HistoryItem', { action: entry.action }, [
    element('DateTime', {}, entry.time),
    entry.incidentId.trim() === '' ? undefined : element('IncidentID', { name: team.fqdn }, entry.incidentId.trim()),
    creator ? contact({ ...creator, role: 'irt' }) : undefined,
    element('Description', { 'xml:lang': entry.language }, entry.description.trim()),
    entry.action === 'defined-coa' ? element('DefinedCOA', {}, entry.courseOfAction.trim()) : undefined,
  ]);
}

/** Appends the entry to the History of the incident, which is made if there is none. */
export async function handOver(reader: Reader, incident: Path, entry: HandOver, team: TeamProfile): Promise<Command> {
  const prefix = await iodefPrefix(reader, incident);
  return { do: 'group', commands: await insertWithin(reader, incident, element('History', {}, [historyItem(entry, team)]), prefix) };
}
