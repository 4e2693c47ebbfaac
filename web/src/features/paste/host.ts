/** Recognisers for what a host shows: hashes, paths, registry keys, mutexes, user agents, request lines, identifiers. */
import { FAMILIES } from './advisories.ts';
import type { Candidate, Kind, Note } from './finding.ts';
import { trimEnd } from './trim.ts';

// Behind "=" only where that gives a digest: what else stands there is an identifier of a session, or an import hash.
const HASH_PATTERN = /(?:(?<![\w/+=-])|(?<=(?:md5|sha[-_]?(?:1|256|384|512)|(?<![a-z])hash|checksum|digest)=))[0-9a-f]{32,128}(?![\w+=])/gi;
const HASH_KINDS: Readonly<Record<number, Kind>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 96: 'sha384', 128: 'sha512' };
const HASHES_OF_NOTHING = new Set([
  'd41d8cd98f00b204e9800998ecf8427e', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]);

const SEGMENT = String.raw`[^\\/:*?"<>|\r\n\t]{1,80}`;
const LAST_SEGMENT = String.raw`[^\\/:*?"<>|\s,;]{1,128}`;
const REGISTRY_PATTERN = new RegExp(
  String.raw`(?<!\w)(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|CLASSES_ROOT|USERS|CURRENT_CONFIG)|HK(?:LM|CU|CR|CC|U))\\(?:${SEGMENT}\\){0,24}${LAST_SEGMENT}`, 'gi');
const WINDOWS_PATH_PATTERN = new RegExp(
  String.raw`(?<!\w)(?:[a-z]:\\|\\\\[\w.$-]{1,64}\\|%\w{1,32}%\\)(?:${SEGMENT}\\){0,24}${LAST_SEGMENT}`, 'gi');
const QUOTED_WINDOWS_PATH_PATTERN = new RegExp(String.raw`(?<=["'])(?:[a-z]:\\|\\\\[\w.$-]{1,64}\\|%\w{1,32}%\\)(?:${SEGMENT}\\){0,24}${SEGMENT}(?=["'])`, 'gi');
const UNIX_PATH_PATTERN =
  /(?<![\w/.:~-])(?:~|\/(?:etc|usr|tmp|var|home|bin|opt|dev|proc|root|sbin|lib|lib64|Users|Library|Applications|private|mnt|srv|boot|run|data|sdcard))(?:\/[\w.@+~%=,-]{1,128}){1,24}/g;
const MUTEX_PATTERN = /(?<![\w\\])(?:Global|Local)\\[^\s"'<>|,;]{1,128}/g;
const NAMED_MUTEX_PATTERN = /(?<!\w)mutex(?:es)?(?: name)?[ \t]{0,4}[:=][ \t]{0,4}["'`]?([^\s"'`<>|,;]{1,128})/gi;
const AGENT_HEADER_PATTERN = /(?<!\w)User-Agent[ \t]{0,4}[:=][ \t]{0,4}"?([^\r\n"]{2,512})/gi;
const AGENT_PATTERN = /(?<!\w)(?:Mozilla|Opera)\/\d{1,2}\.\d{1,2} \([^()\r\n]{1,256}\)(?: (?:[A-Z][\w.-]{0,32}\/[\w.+-]{1,48}|\([^()\r\n]{1,128}\)|[A-Z][A-Za-z]{1,20})){0,16}/g;
const REQUEST_PATTERN = /(?<!\w)(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|CONNECT) (\/[^\s"'<>]{0,2048}) HTTP\/\d/g;

function* simple(text: string, pattern: RegExp, kind: Kind, trim: boolean): Generator<Candidate> {
  for (const match of text.matchAll(pattern)) {
    const raw = match[1] ?? match[0];
    const from = match.index + match[0].lastIndexOf(raw);
    const value = trim ? trimEnd(raw) : raw.trimEnd();
    if (value !== '') {
      yield { kind, value, from, to: from + value.length };
    }
  }
}

/** MD5, SHA-1, SHA-256, SHA-384 and SHA-512 in hexadecimal. */
export function* hashes(text: string): Generator<Candidate> {
  for (const match of text.matchAll(HASH_PATTERN)) {
    const kind = HASH_KINDS[match[0].length];
    const value = match[0].toLowerCase();
    if (kind) {
      const notes: Note[] = HASHES_OF_NOTHING.has(value) ? ['empty-file'] : new Set(value).size < 6 ? ['low-entropy'] : [];
      yield { kind, value, from: match.index, to: match.index + value.length, notes };
    }
  }
}

/** Windows registry keys, as written. */
export function* registryKeys(text: string): Generator<Candidate> {
  yield* simple(text, REGISTRY_PATTERN, 'windows-reg-key', true);
}

/** File paths of Windows (drive, share, variable) and of Unix below a usual root directory. */
export function* filePaths(text: string): Generator<Candidate> {
  yield* simple(text, QUOTED_WINDOWS_PATH_PATTERN, 'file-path', false);
  yield* simple(text, WINDOWS_PATH_PATTERN, 'file-path', true);
  yield* simple(text, UNIX_PATH_PATTERN, 'file-path', true);
}

/** Named mutexes: in a kernel namespace, or announced by the word. */
export function* mutexes(text: string): Generator<Candidate> {
  yield* simple(text, MUTEX_PATTERN, 'mutex', true);
  yield* simple(text, NAMED_MUTEX_PATTERN, 'mutex', true);
}

/** User agents from a header line, and those that begin like a browser. */
export function* userAgents(text: string): Generator<Candidate> {
  yield* simple(text, AGENT_HEADER_PATTERN, 'http-user-agent', false);
  yield* simple(text, AGENT_PATTERN, 'http-user-agent', false);
}

/** The target of an HTTP request line in a server's log. */
export function* requestTargets(text: string): Generator<Candidate> {
  yield* simple(text, REQUEST_PATTERN, 'http-request-uri', false);
}

/** Identifiers of vulnerabilities, weaknesses, attack patterns and advisories. */
export function* references(text: string): Generator<Candidate> {
  for (const family of FAMILIES) {
    for (const match of text.matchAll(family.pattern)) {
      const before = text.charAt(match.index - 1);
      const next = text.charAt(match.index + match[0].length);
      if (!/[\w-]/.test(before) && !/\w/.test(next)) {
        yield { kind: 'reference', family: family.name, value: family.canonical(match[0]), from: match.index, to: match.index + match[0].length };
      }
    }
  }
}
