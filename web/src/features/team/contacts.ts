// Contacts of a team profile as IODEF (RFC 7970 section 3.9).
import { element, type Element } from '../xml/write.ts';
import { telephoneText, type TeamContact, type TeamProfile } from './profile.ts';

/** A Contact with what is filled in. */
export function contact(each: TeamContact, description?: string): Element {
  const address = each.address.map((line) => line.trim()).filter((line) => line !== '');
  return element('Contact', { role: each.role, type: each.type }, [
    each.name.trim() === '' ? undefined : element('ContactName', {}, each.name.trim()),
    description ? element('Description', {}, description) : undefined,
    // RFC 7970 section 2.11: lines of a POSTAL value are divided by "$".
    address.length === 0 ? undefined
      : element('PostalAddress', {}, [element('PAddress', {}, address.map((line) => line.replaceAll('$', ' ')).join('$'))]),
    ...each.emails.map((email) => element('Email', {}, [element('EmailTo', {}, email)])),
    ...each.telephones.map((number) => element('Telephone', {}, [element('TelephoneNumber', {}, telephoneText(number))])),
  ]);
}

/** All contacts of the team; the first creator carries the constituency. */
export function contacts(profile: TeamProfile): Element[] {
  const creator = profile.contacts.find(({ role }) => role === 'creator');
  return profile.contacts.map((each) => contact(each, each === creator ? profile.constituency.trim() : undefined));
}
