// The templates and what each of them asks for. Labels are in the locale: `template-<id>`, `template-field-<name>`.

/** How an answer is asked for and checked. */
export type AnswerKind = 'address' | 'name' | 'url' | 'e-mail' | 'text' | 'port' | 'portlist' | 'protocol' | 'sha256' | 'network' | 'time';

export interface Question {
  /** Name of the placeholder. */
  readonly name: string;
  readonly kind: AnswerKind;
  /** Without it the document would not describe attacker, victim or attack (RFC 3067 requirement 6.6). */
  readonly required: boolean;
}

export interface Template {
  readonly id: string;
  readonly questions: readonly Question[];
}

const required = (name: string, kind: AnswerKind): Question => ({ name, kind, required: true });
const optional = (name: string, kind: AnswerKind): Question => ({ name, kind, required: false });

const TIMES: readonly Question[] = [required('detect-time', 'time'), required('start-time', 'time')];

export const TEMPLATES: readonly Template[] = [
  { id: 'malware-delivery', questions: [
    ...TIMES, required('delivery-name', 'name'), optional('delivery-address', 'address'), required('target-address', 'address'), optional('delivery-url', 'url'),
    optional('file-name', 'text'), optional('file-sha256', 'sha256'),
  ] },
  { id: 'ddos', questions: [
    ...TIMES, required('source-address', 'address'), required('target-address', 'address'), required('ip-protocol', 'protocol'), optional('target-port', 'port'),
  ] },
  { id: 'phishing', questions: [...TIMES, required('phishing-name', 'name'), required('imitated-name', 'name'), optional('phishing-url', 'url')] },
  { id: 'spear-phishing', questions: [
    ...TIMES, required('mail-server-address', 'address'), required('mail-sender', 'e-mail'), required('mail-subject', 'text'), required('mail-recipient', 'e-mail'),
  ] },
  { id: 'iot-malware', questions: [
    ...TIMES, required('control-address', 'address'), required('device-address', 'address'), optional('service-port', 'port'), optional('device-model', 'text'),
  ] },
  { id: 'ransomware', questions: [
    ...TIMES, required('control-address', 'address'), required('target-address', 'address'), optional('way-in', 'text'), optional('file-name', 'text'),
    optional('file-sha256', 'sha256'), optional('measures', 'text'),
  ] },
  { id: 'data-breach', questions: [
    ...TIMES, required('source-address', 'address'), required('target-name', 'name'), optional('data-affected', 'text'), optional('way-in', 'text'),
  ] },
  { id: 'account-takeover', questions: [
    ...TIMES, required('source-address', 'address'), required('service-name', 'name'), optional('user-name', 'text'), optional('way-in', 'text'),
  ] },
  { id: 'scan', questions: [
    ...TIMES, required('source-address', 'address'), required('target-network', 'network'), required('ip-protocol', 'protocol'), optional('target-ports', 'portlist'),
  ] },
];

export function template(id: string): Template | undefined {
  return TEMPLATES.find((each) => each.id === id);
}
