// A new document has what is mandatory, what the team has set up, and nothing made up; the form asks for the rest.
import type { Editor } from '../../editor/editor.ts';
import { contacts } from '../team/contacts.ts';
import { teamOf } from '../team/current.ts';
import { incidentId, sequenceAt, type RandomBytes } from '../team/identifiers.ts';
import type { TeamProfile } from '../team/profile.ts';
import { dateTime } from '../time.ts';
import { element, writeDocument, type Element } from '../xml/write.ts';

export interface EmptyOptions {
  /** Of the interface: that of a document whose team has none. */
  readonly language: string;
  readonly now: Date;
  readonly random: RandomBytes;
}

/** The document that a person of the editor's team begins. */
export function newDocument(editor: Editor): string {
  const random: RandomBytes = (bytes) => crypto.getRandomValues(bytes);
  return emptyDocument(teamOf(editor), { language: editor.l10n.locale, now: new Date(), random });
}

/** Without a domain name the team is not set up, and nothing of it is known. */
export function emptyDocument(team: TeamProfile, { language, now, random }: EmptyOptions): string {
  const known = team.fqdn !== '';
  const id = known ? incidentId(team.idPattern, now, sequenceAt(now), random) : '';
  return writeDocument(known ? team.language : language, [
    element('Incident', { purpose: 'reporting', restriction: known ? team.restriction : 'private' }, [
      element('IncidentID', { name: team.fqdn }, id),
      element('GenerationTime', {}, dateTime(now)),
      ...(known ? contacts(team) : [NOBODY]),
    ]),
  ]);
}

const NOBODY: Element = element('Contact', { role: 'creator', type: 'organization' }, [element('ContactName', {}, '')]);
