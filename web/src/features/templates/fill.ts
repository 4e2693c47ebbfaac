// Fills a template. `{{name}}` is the answer, `{{name:category}}` and `{{name:base64}}` are made from it,
// and the lines from `{{?name}}` to `{{/name}}` are left out while there is no answer.
import { parseIpv4, parseIpv6 } from '../paste/address.ts';
import { digestBase64 } from '../paste/indicators.ts';
import { encodeUri } from '../paste/network.ts';
import { contacts } from '../team/contacts.ts';
import { incidentId, indicatorId, type RandomBytes } from '../team/identifiers.ts';
import { isEmail, isFqdn, type Restriction, type TeamProfile } from '../team/profile.ts';
import { dateTime } from '../time.ts';
import { escapeAttribute, write } from '../xml/write.ts';
import type { AnswerKind, Question, Template } from './catalogue.ts';
import { purposeAttributes, type Preset } from './presets.ts';

export type Answers = Readonly<Record<string, string>>;

export interface FillOptions {
  readonly team: TeamProfile;
  readonly preset: Preset;
  readonly restriction?: Restriction;
  readonly now: Date;
  readonly sequence: number;
  readonly random: RandomBytes;
}

const INDENT = '    ';

function portlist(value: string): boolean {
  return /^\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?){0,99}$/.test(value)
    && value.split(',').every((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return from <= to && to <= 65535;
    });
}

function network(value: string): boolean {
  const [address = '', prefix, ...more] = value.split('/');
  const bits = Number(prefix);
  if (prefix === undefined || more.length > 0 || !/^\d{1,3}$/.test(prefix)) return false;
  return (parseIpv4(address) !== undefined && bits <= 32) || (parseIpv6(address) !== undefined && bits <= 128);
}

const CHECKS: Readonly<Record<AnswerKind, (value: string) => boolean>> = {
  address: (value) => parseIpv4(value) !== undefined || parseIpv6(value) !== undefined,
  name: isFqdn,
  url: (value) => URL.canParse(value) && !/[\s<>"{}|\\^`]/.test(value),
  'e-mail': isEmail,
  text: (value) => value.length <= 2000,
  port: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65535,
  portlist,
  protocol: (value) => /^\d{1,3}$/.test(value) && Number(value) <= 255,
  sha256: (value) => /^[0-9a-f]{64}$/i.test(value),
  network,
  time: (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(value),
};

/** The id of the message that tells what is wrong with an answer. */
export function answerFault(question: Question, answer: string): string | undefined {
  if (answer === '') return question.required ? 'template-fault-required' : undefined;
  return CHECKS[question.kind](answer) ? undefined : `template-fault-${question.kind}`;
}

function category(value: string): string {
  const version = value.includes(':') ? 'ipv6' : 'ipv4';
  return `${version}-${value.includes('/') ? 'net' : 'addr'}`;
}

function derived(value: string, form: string | undefined): string {
  switch (form) {
    case undefined: return value;
    case 'category': return category(value);
    case 'base64': return digestBase64(value);
    default: throw new RangeError(`a template asks for the unknown form ${form}`);
  }
}

/** Leaves out the optional lines whose answer is missing; sections may stand within each other. */
function withoutMissing(text: string, values: ReadonlyMap<string, string>): string {
  const open: string[] = [];
  const kept = text.split('\n').filter((line) => {
    const marker = /^\s*\{\{([?/])([a-z0-9-]+)\}\}$/.exec(line);
    if (!marker) return open.every((name) => (values.get(name) ?? '') !== '');
    if (marker[1] === '?') open.push(marker[2] ?? '');
    else if (open.pop() !== marker[2]) throw new RangeError(`a template closes ${marker[2]} out of order`);
    return false;
  });
  return kept.join('\n').replace(/\n *<IndicatorData>\s*<\/IndicatorData>/, '');
}

/** The document of a template. Answers that are missing leave their element empty, for the person to fill in. */
export function fill(xml: string, template: Template, answers: Answers, options: FillOptions): string {
  const { team, preset, now, random } = options;
  const here = dateTime(now);
  const values = new Map<string, string>([
    ['language', team.language], ['team', team.fqdn], ['incident-id', incidentId(team.idPattern, now, options.sequence, random)],
    ['restriction', options.restriction ?? team.restriction], ['generation-time', here], ['indicator-id-1', indicatorId(random)],
    ['indicator-id-2', indicatorId(random)], ['detect-time', here], ['start-time', here],
  ]);
  for (const { name, kind } of template.questions) {
    const written = answers[name]?.trim() ?? '';
    const answer = kind === 'url' ? encodeUri(written) : written;
    if (answer !== '' || !values.has(name)) values.set(name, answer);
  }
  const attributes = purposeAttributes(preset, team.fqdn);
  const raw = new Map<string, string>([
    ['purpose', attributes.incident],
    ['extensions', attributes.document],
    ['contacts', contacts(team).map((each) => write(each, INDENT)).join('\n')],
  ]);
  return withoutMissing(xml, values).replace(/\{\{([a-z0-9-]+)(?::([a-z0-9]+))?\}\}/g, (_, name: string, form: string | undefined) => {
    const markup = raw.get(name);
    if (markup !== undefined) return markup;
    const value = values.get(name);
    if (value === undefined) throw new RangeError(`a template has the unknown placeholder ${name}`);
    return escapeAttribute(derived(value, form));
  });
}
