// Small documents that both schemas accept.
import { contacts } from '../../src/features/team/contacts.ts';
import { DSIG_NAMESPACE, element, IODEF_NAMESPACE, type Element } from '../../src/features/xml/write.ts';
import { TEAM } from './team.ts';

/** A document of one incident; `members` stand behind the contacts. */
export function minimal(...members: Element[]): Element {
  return element('IODEF-Document', { version: '2.00', 'xml:lang': 'en', xmlns: IODEF_NAMESPACE, 'xmlns:ds': DSIG_NAMESPACE }, [
    element('Incident', { purpose: 'reporting', restriction: 'amber' }, [
      element('IncidentID', { name: TEAM.fqdn }, '4711'), element('GenerationTime', {}, '2026-01-01T00:00:00+01:00'), ...contacts(TEAM), ...members,
    ]),
  ]);
}
