// What a portal fixes for one editor: its team, what cannot be edited, what has to be there, and where the
// document is handed in. Read with the same care as a file: what is unknown is refused.
import { EMPTY_PROFILE, parseProfile, ProfileError, profileFaults, type TeamProfile } from '../team/profile.ts';
import { endpointUrl } from '../submit/submit.ts';

/** The `preset` property of `<iodef-editor>`. */
export interface EditorPreset {
  /** The team that documents begin with; what is left out has the values of a new profile. */
  readonly team?: Partial<TeamProfile>;
  /** Members and attributes that cannot be edited: see `Place`. */
  readonly locked?: readonly string[];
  /** Members and attributes that have to be there, beyond what the format asks for: see `Place`. */
  readonly required?: readonly string[];
  /** Where the document is handed in, after sign-off: an https address. */
  readonly endpoint?: string;
}

/**
 * Names a place of the format: `IncidentID` (a class wherever it stands), `Incident/Contact` (in that class
 * only), `Incident@status` (an attribute of a class), `Incident/Contact@role`, `@restriction` (of any class).
 */
export interface Place {
  readonly text: string;
  readonly parent: string | undefined;
  readonly name: string | undefined;
  readonly attribute: string | undefined;
}

export interface ReadPreset {
  readonly team: TeamProfile | undefined;
  readonly locked: readonly Place[];
  readonly required: readonly Place[];
  readonly endpoint: string | undefined;
}

/** A preset that is not as it has to be; the message is for those who write the page. */
export class PresetError extends Error {
  constructor(path: string, expected: string) {
    super(`${path}: expected is ${expected}`);
    this.name = 'PresetError';
  }
}

const KEYS = ['team', 'locked', 'required', 'endpoint'];
const MAX_LENGTH = 131_072;
const MAX_PLACES = 200;
const NAME = '[A-Z][A-Za-z0-9-]{0,63}';
const PLACE = new RegExp(`^(?:(?:(${NAME})/)?(${NAME}))?(?:@([a-z][A-Za-z0-9:-]{0,63}))?$`);

/** Reads a preset: an object, or its JSON. Whether its classes are those of the format is for the core to say. */
export function readPreset(given: unknown): ReadPreset {
  const value = typeof given === 'string' ? parsed(given) : given;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PresetError('preset', 'an object');
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new PresetError(`preset.${unknown.slice(0, 40)}`, `one of ${KEYS.join(', ')}`);
  const { team, locked, required, endpoint } = value as Record<string, unknown>;
  return {
    team: team === undefined ? undefined : teamFrom(team),
    locked: places(locked, 'locked'),
    required: places(required, 'required').map((place) => {
      if (place.name === undefined) throw new PresetError('preset.required', 'a class, or an attribute of one');
      return place;
    }),
    endpoint: endpoint === undefined ? undefined : endpointFrom(endpoint),
  };
}

function parsed(json: string): unknown {
  if (json.length > MAX_LENGTH) throw new PresetError('preset', `at most ${MAX_LENGTH} characters`);
  try {
    return JSON.parse(json);
  } catch {
    throw new PresetError('preset', 'JSON');
  }
}

function teamFrom(given: unknown): TeamProfile {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new PresetError('preset.team', 'an object');
  try {
    const team = parseProfile(JSON.stringify({ ...EMPTY_PROFILE, ...given }));
    const [fault] = profileFaults(team);
    if (fault) throw new PresetError(`preset.team.${fault.field}`, `a value without the fault ${fault.id}`);
    return team;
  } catch (error) {
    if (error instanceof ProfileError) throw new PresetError(`preset.team${error.path.slice(1)}`, `a member of a team profile (${error.id})`);
    throw error;
  }
}

function places(given: unknown, key: string): Place[] {
  if (given === undefined) return [];
  if (!Array.isArray(given) || given.length > MAX_PLACES) throw new PresetError(`preset.${key}`, `a list of at most ${MAX_PLACES} names`);
  return given.map((text: unknown, index) => {
    const path = `preset.${key}[${index}]`;
    const match = typeof text === 'string' && text !== '' ? PLACE.exec(text) : null;
    if (!match || typeof text !== 'string') throw new PresetError(path, 'a name such as IncidentID, Incident/Contact, Incident@status or @restriction');
    const [, parent, name, attribute] = match;
    return { text, parent, name, attribute };
  });
}

function endpointFrom(given: unknown): string {
  if (typeof given !== 'string') throw new PresetError('preset.endpoint', 'an https address');
  try {
    return endpointUrl(given).href;
  } catch {
    throw new PresetError('preset.endpoint', 'an https address without a password');
  }
}

/** Whether a place is an element with these classes around it, or an attribute of that element. */
function isAt(place: Place, classes: readonly string[], attribute: string | undefined): boolean {
  return place.attribute === attribute
    && (place.name === undefined || place.name === classes.at(-1))
    && (place.parent === undefined || place.parent === classes.at(-2));
}

/** Whether an element, or an attribute of it, is locked: by itself or by an element around it. */
export function isLocked(locked: readonly Place[], classes: readonly string[], attribute?: string): boolean {
  const around = classes.some((_, index) => locked.some((place) => place.name !== undefined && isAt(place, classes.slice(0, index + 1), undefined)));
  return around || (attribute !== undefined && locked.some((place) => isAt(place, classes, attribute)));
}
