// The questions of the reporter mode: ten at most, in words that need no knowledge of IODEF. Their text
// is in the locale: `reporter-<id>`, choices `reporter-<id>-<choice>`.
import { extract } from '../paste/extract.ts';
import type { Finding } from '../paste/finding.ts';
import { isEmail, isTelephone, type Restriction } from '../team/profile.ts';

export type QuestionKind = 'choice' | 'text' | 'long-text' | 'time' | 'paste' | 'e-mail' | 'telephone';

export interface ReporterQuestion {
  readonly id: keyof ReporterAnswers;
  readonly kind: QuestionKind;
  readonly required: boolean;
  readonly choices?: readonly string[];
}

/** What happened, as the category of the incident and the impact on systems (RFC 7970 section 3.12). */
export const HAPPENINGS = {
  phishing: { category: 'fraud: phishing', impact: 'breach-credential', form: 'business' },
  malware: { category: 'malicious code', impact: 'takeover-system', form: 'system' },
  ransomware: { category: 'malicious code: ransomware', impact: 'availability-data', form: 'system' },
  account: { category: 'intrusion: account compromise', impact: 'takeover-account', form: 'system' },
  data: { category: 'information security: unauthorised access', impact: 'breach-privacy', form: 'system' },
  outage: { category: 'availability', impact: 'availability-service', form: 'system' },
  scan: { category: 'information gathering: scanning', impact: 'policy', form: 'system' },
  other: { category: 'other', impact: 'unknown', form: 'system' },
} as const;

export const HARMS = { none: 'low', some: 'medium', severe: 'high' } as const;

/** Who may read the report, as a level. */
export const READERS: Readonly<Record<'team' | 'partners' | 'community', Restriction>> = { team: 'red', partners: 'amber', community: 'green' };

export interface ReporterAnswers {
  readonly happening: keyof typeof HAPPENINGS | '';
  readonly story: string;
  /** xs:dateTime with offset. */
  readonly noticed: string;
  /** Own systems: addresses, names, mail addresses in running text. */
  readonly affected: string;
  /** Links, senders, log lines in running text: where it came from. */
  readonly origin: string;
  readonly harm: keyof typeof HARMS | '';
  readonly measures: string;
  readonly readers: keyof typeof READERS | '';
  readonly name: string;
  readonly reach: string;
}

export const QUESTIONS: readonly ReporterQuestion[] = [
  { id: 'happening', kind: 'choice', required: true, choices: Object.keys(HAPPENINGS) },
  { id: 'story', kind: 'long-text', required: true },
  { id: 'noticed', kind: 'time', required: true },
  { id: 'affected', kind: 'paste', required: false },
  { id: 'origin', kind: 'paste', required: false },
  { id: 'harm', kind: 'choice', required: true, choices: Object.keys(HARMS) },
  { id: 'measures', kind: 'long-text', required: false },
  { id: 'readers', kind: 'choice', required: true, choices: Object.keys(READERS) },
  { id: 'name', kind: 'text', required: true },
  { id: 'reach', kind: 'e-mail', required: true },
];

export const NO_ANSWERS: ReporterAnswers = {
  happening: '', story: '', noticed: '', affected: '', origin: '', harm: '', measures: '', readers: 'team', name: '', reach: '',
};

/** Longer answers belong in a file. */
export const MAX_ANSWER_LENGTH = 20_000;

/**
 * The id of the message that says what an answer lacks. Without a team the domain of a mail address is what the
 * number of the report is unique under.
 */
export function reporterFault(question: ReporterQuestion, answer: string, options: { hasTeam: boolean }): string | undefined {
  const value = answer.trim();
  if (value === '') return question.required ? 'reporter-fault-required' : undefined;
  if (value.length > MAX_ANSWER_LENGTH) return 'reporter-fault-too-long';
  if (question.choices && !question.choices.includes(value)) return 'reporter-fault-required';
  if (question.kind === 'e-mail' && !isEmail(value)) {
    if (!options.hasTeam) return 'reporter-fault-reach-email';
    if (!isTelephone(value)) return 'reporter-fault-reach';
  }
  if (question.kind === 'time' && !/T\d{2}:\d{2}:\d{2}.*(?:Z|[+-]\d{2}:\d{2})$/.test(value)) return 'reporter-fault-time';
  return undefined;
}

/** What is understood in an answer about systems: the person sees it before the review. Their own private addresses count. */
export function understood(answer: string): Finding[] {
  return extract(answer).findings.filter(({ notes }) => notes.every((note) => !['file-like', 'sentence-like', 'version-like', 'invalid-uri'].includes(note)));
}
