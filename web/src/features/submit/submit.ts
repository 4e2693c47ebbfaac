// Handing a document to the configured endpoint: over HTTPS, after a person has seen what is sent, and
// with nothing but the document in the request.
import { toHex } from '../hex.ts';

export type SubmitCode = 'not-https' | 'not-configured' | 'cancelled' | 'network' | 'redirected' | 'too-slow' | 'refused' | 'unsupported' | 'too-large' | 'failed';

/** A submission that did not arrive; `code` is the id of the message after `submit-fault-`. */
export class SubmitError extends Error {
  readonly code: SubmitCode;
  /** Of an answer that was not a success. */
  readonly status: number | undefined;
  /** What the receiver found wrong, where it says so. */
  readonly findings: readonly Finding[];

  constructor(code: SubmitCode, options: { status?: number; findings?: readonly Finding[]; cause?: unknown } = {}) {
    super(`submit: ${code}`, { cause: options.cause });
    this.name = 'SubmitError';
    this.code = code;
    this.status = options.status;
    this.findings = options.findings ?? [];
  }
}

export interface Finding {
  readonly rule: string;
  readonly xpath: string;
  readonly message: string;
}

export interface Submission {
  readonly endpoint: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: 'xml' | 'json';
}

/** Everything that a person signs off: where to, what, how much, and a digest to compare afterwards. */
export interface SignOff {
  readonly origin: string;
  readonly url: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  /** The text as it is sent. */
  readonly text: string;
}

export interface SignedOff {
  readonly submission: Submission;
  readonly signOff: SignOff;
}

export interface Receipt {
  readonly status: number;
  /** What the receiver answered, as text, cut to a length that fits a dialog. */
  readonly answer: string;
}

const CONTENT_TYPES = { xml: 'application/xml; charset=utf-8', json: 'application/json' } as const;
const TIMEOUT_MS = 60_000;
const MAX_ANSWER = 64 * 1024;
const MAX_FINDINGS = 100;

/** The address of an endpoint, refused unless it is https without credentials. */
export function endpointUrl(endpoint: string): URL {
  if (endpoint === '') throw new SubmitError('not-configured');
  if (!URL.canParse(endpoint)) throw new SubmitError('not-https');
  const url = new URL(endpoint);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') throw new SubmitError('not-https');
  url.hash = '';
  return url;
}

/** What the person is shown. Only what comes out of here can be sent. */
export async function prepare(submission: Submission): Promise<SignedOff> {
  const url = endpointUrl(submission.endpoint);
  // The bytes are copied: what is sent is what was shown, whatever is edited meanwhile.
  const bytes = submission.bytes.slice();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return {
    submission: { ...submission, bytes },
    signOff: {
      origin: url.origin,
      url: url.href,
      contentType: CONTENT_TYPES[submission.format],
      size: bytes.length,
      sha256: toHex(digest),
      text: new TextDecoder().decode(bytes),
    },
  };
}

/** Sends what was signed off. No cookies, no referrer, no redirects, no cache. */
export async function send({ submission, signOff }: SignedOff, signal: AbortSignal, fetcher: typeof fetch = fetch): Promise<Receipt> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetcher(signOff.url, {
      method: 'POST',
      body: submission.bytes,
      headers: { 'content-type': signOff.contentType, accept: 'application/json, text/plain' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.any([signal, timeout]),
    });
  } catch (error) {
    throw new SubmitError(signal.aborted ? 'cancelled' : timeout.aborted ? 'too-slow' : 'network', { cause: error });
  }
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) throw new SubmitError('redirected', { status: response.status });
  const answer = await readAnswer(response);
  if (response.ok) return { status: response.status, answer };
  throw new SubmitError(codeOf(response.status), { status: response.status, findings: findingsOf(answer) });
}

function codeOf(status: number): SubmitCode {
  switch (status) {
    case 422: return 'refused';
    case 415: return 'unsupported';
    case 413: return 'too-large';
    default: return 'failed';
  }
}

/** The beginning of the answer; a receiver cannot fill the page's memory. */
async function readAnswer(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done && length < MAX_ANSWER; part = await reader.read()) {
      length += part.value.length;
      text += decoder.decode(part.value, { stream: true });
    }
  } catch {
    // The verdict is in the status; an answer that breaks off is shown as far as it came.
    return text;
  }
  await reader.cancel();
  return text.slice(0, MAX_ANSWER);
}

/** The diagnostics in an answer of the iodef filter; anything else has none. */
function findingsOf(answer: string): Finding[] {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return [];
  }
  const list = typeof value === 'object' && value !== null ? (value as { diagnostics?: unknown }).diagnostics : undefined;
  if (!Array.isArray(list)) return [];
  const text = (each: object, key: string): string => String((each as Record<string, unknown>)[key] ?? '').slice(0, 500);
  return list.slice(0, MAX_FINDINGS)
    .filter((each): each is object => typeof each === 'object' && each !== null)
    .map((each) => ({ rule: text(each, 'rule'), xpath: text(each, 'xpath'), message: text(each, 'message') }));
}
