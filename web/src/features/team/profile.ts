// The profile of a team: what every document of it begins with. Kept and exchanged as JSON.
import { DEFAULT_PATTERN, patternFault } from './identifiers.ts';

export const CONTACT_ROLES = [
  'creator', 'reporter', 'admin', 'tech', 'provider', 'user', 'billing', 'legal', 'abuse', 'irt', 'cc', 'cc-irt', 'leo', 'victim', 'victim-notified',
] as const;
/** Levels that a person chooses from; RFC 7970 section 3.3.1 knows more spellings of them. */
export const RESTRICTIONS = ['white', 'green', 'amber', 'red'] as const;

export type ContactRole = (typeof CONTACT_ROLES)[number];
export type Restriction = (typeof RESTRICTIONS)[number];

export interface TeamContact {
  readonly role: ContactRole;
  readonly type: 'person' | 'organization';
  readonly name: string;
  readonly emails: readonly string[];
  readonly telephones: readonly string[];
  /** Lines of a postal address; empty for none. */
  readonly address: readonly string[];
}

export interface TeamProfile {
  readonly format: 'edgewarden-team-1';
  /** IncidentID@name: the domain name under which the team's numbers are unique. */
  readonly fqdn: string;
  readonly idPattern: string;
  /** Language of the documents, BCP 47. */
  readonly language: string;
  /** Restriction of a new incident. */
  readonly restriction: Restriction;
  /** For whom the team works, in its own words; becomes a Description of the creator. */
  readonly constituency: string;
  readonly contacts: readonly TeamContact[];
  /** Fingerprint of the certificate or key that the team signs with; the key itself is never in a profile. */
  readonly signingKey: string;
  /** Where reports are handed in: an https URL, or empty. */
  readonly endpoint: string;
}

/** A fault of a profile: where it is, and the id of its message. */
export interface ProfileFault {
  readonly field: string;
  readonly id: string;
}

export const MAX_PROFILE_LENGTH = 65_536;
const MAX_TEXT = 500;
const MAX_ITEMS = 20;
/** E.164 section 6.2.1. */
const MAX_DIGITS = 15;

export const EMPTY_PROFILE: TeamProfile = {
  format: 'edgewarden-team-1', fqdn: '', idPattern: DEFAULT_PATTERN, language: 'en', restriction: 'amber', constituency: '',
  contacts: [{ role: 'creator', type: 'organization', name: '', emails: [], telephones: [], address: [] }], signingKey: '', endpoint: '',
};

/** RFC 1035 names of at least two labels, with the letters and digits of IDNA A-labels. */
export function isFqdn(name: string): boolean {
  return name.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(name);
}

export function isEmail(address: string): boolean {
  const at = address.lastIndexOf('@');
  return at > 0 && at <= 64 && !/[\s<>,;"()]/.test(address) && isFqdn(address.slice(at + 1));
}

/** What documents have of a telephone number (E.164, written as E.123 does): one sign between groups of digits. */
export function telephoneText(number: string): string {
  return number.trim().replace(/\s*[/-]\s*/g, '-').replace(/\s+/g, ' ');
}

/** Whether documents can have it, once it is written as they do. */
export function isTelephone(number: string): boolean {
  const text = telephoneText(number);
  const digits = text.replace(/\D/g, '').length;
  return digits >= 3 && digits <= MAX_DIGITS && /^\+?(?:\d[ .-]?|\((?:\d[ .-]?)*\d\)[ .-]?)+(?<=[\d)])$/.test(text);
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).username === '' && new URL(url).password === '';
}

/** What has to be corrected before the profile can begin a document. */
export function profileFaults(profile: TeamProfile): ProfileFault[] {
  const faults: ProfileFault[] = [];
  const check = (good: boolean, field: string, id: string): void => {
    if (!good) faults.push({ field, id });
  };
  check(isFqdn(profile.fqdn), 'fqdn', 'team-fault-fqdn');
  const pattern = patternFault(profile.idPattern);
  check(pattern === undefined, 'idPattern', `team-fault-${pattern ?? ''}`);
  check(/^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}$/i.test(profile.language), 'language', 'team-fault-language');
  check(/^(?:[0-9a-f]{2}[: ]?){0,64}$/i.test(profile.signingKey), 'signingKey', 'team-fault-signing-key');
  check(profile.endpoint === '' || isHttps(profile.endpoint), 'endpoint', 'team-fault-endpoint');
  check(profile.contacts.some(({ role }) => role === 'creator'), 'contacts', 'team-fault-no-creator');
  for (const [index, contact] of profile.contacts.entries()) {
    const field = `contacts.${index}`;
    check(contact.name.trim() !== '', `${field}.name`, 'team-fault-contact-name');
    check(contact.emails.length + contact.telephones.length > 0, `${field}.emails`, 'team-fault-unreachable');
    check(contact.emails.every(isEmail), `${field}.emails`, 'team-fault-email');
    check(contact.telephones.every(isTelephone), `${field}.telephones`, 'team-fault-telephone');
  }
  return faults;
}

class Reader {
  readonly #value: Record<string, unknown>;
  readonly #path: string;

  constructor(value: unknown, path: string, known: readonly string[]) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ProfileError(path, 'team-file-object');
    this.#value = value as Record<string, unknown>;
    this.#path = path;
    const unknown = Object.keys(value).find((key) => !known.includes(key));
    if (unknown !== undefined) throw new ProfileError(`${path}.${unknown.slice(0, 40)}`, 'team-file-unknown');
  }

  text(key: string): string {
    return this.#text(this.#value[key], key);
  }

  one<T extends string>(key: string, values: readonly T[]): T {
    const found = values.find((value) => value === this.#value[key]);
    if (found === undefined) throw new ProfileError(`${this.#path}.${key}`, 'team-file-value');
    return found;
  }

  list(key: string): unknown[] {
    const value = this.#value[key];
    if (!Array.isArray(value) || value.length > MAX_ITEMS) throw new ProfileError(`${this.#path}.${key}`, 'team-file-list');
    return value;
  }

  texts(key: string): string[] {
    return this.list(key).map((value, index) => this.#text(value, `${key}.${index}`));
  }

  #text(value: unknown, key: string): string {
    if (typeof value !== 'string' || value.length > MAX_TEXT) throw new ProfileError(`${this.#path}.${key}`, 'team-file-text');
    return value;
  }
}

/** A file that is no team profile; says which member is wrong. */
export class ProfileError extends Error {
  readonly path: string;
  readonly id: string;

  constructor(path: string, id: string) {
    super(`${id}: ${path}`);
    this.name = 'ProfileError';
    this.path = path;
    this.id = id;
  }
}

/** Reads a profile that was exported. Unknown members are refused, as everywhere in our configuration. */
export function parseProfile(json: string): TeamProfile {
  if (json.length > MAX_PROFILE_LENGTH) throw new ProfileError('$', 'team-file-too-long');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ProfileError('$', 'team-file-json');
  }
  const reader = new Reader(value, '$', Object.keys(EMPTY_PROFILE));
  return {
    format: reader.one('format', ['edgewarden-team-1']),
    fqdn: reader.text('fqdn'),
    idPattern: reader.text('idPattern'),
    language: reader.text('language'),
    restriction: reader.one('restriction', RESTRICTIONS),
    constituency: reader.text('constituency'),
    contacts: reader.list('contacts').map((each, index) => {
      const contact = new Reader(each, `$.contacts.${index}`, ['role', 'type', 'name', 'emails', 'telephones', 'address']);
      return {
        role: contact.one('role', CONTACT_ROLES),
        type: contact.one('type', ['person', 'organization']),
        name: contact.text('name'),
        emails: contact.texts('emails'),
        telephones: contact.texts('telephones'),
        address: contact.texts('address'),
      };
    }),
    signingKey: reader.text('signingKey'),
    endpoint: reader.text('endpoint'),
  };
}

/** The profile as a file. */
export function formatProfile(profile: TeamProfile): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}
