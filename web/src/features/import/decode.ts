// What a person drops, pastes or opens, as the core takes it. The core reads UTF-8 and UTF-16; every other
// encoding that a declaration names is decoded here, and the result says so.

export const MAX_IMPORT_BYTES = 64 * 1024 * 1024;

export type ImportCode = 'too-large' | 'unknown-charset' | 'undecodable' | 'empty';

/** A file that cannot be taken; `code` is the id of the message after `import-fault-`. */
export class ImportError extends Error {
  readonly code: ImportCode;
  readonly args: Readonly<Record<string, string | number>>;

  constructor(code: ImportCode, args: Record<string, string | number> = {}) {
    super(`import: ${code} ${JSON.stringify(args)}`);
    this.name = 'ImportError';
    this.code = code;
    this.args = args;
  }
}

export interface Decoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly as: 'xml' | 'json';
  /** The encoding it was decoded from, where that was done here. */
  readonly charset: string | undefined;
}

/** A declaration stands at the very beginning and is ASCII in all encodings that are handled here (XML 1.0 appendix F). */
const DECLARATION = /^<\?xml[ \t\r\n][^>]{0,200}?[ \t\r\n]encoding[ \t\r\n]{0,20}=[ \t\r\n]{0,20}(["'])([A-Za-z][\w.:-]{0,40})\1/;

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 300));
}

function hasWideMark(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0x3c && second === 0) || (first === 0 && second === 0x3c);
}

function looksLikeJson(start: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*[{[]/.test(start);
}

/** Prepares the bytes of a file for the core. */
export function decode(bytes: Uint8Array<ArrayBuffer>): Decoded {
  if (bytes.length === 0) throw new ImportError('empty');
  if (bytes.length > MAX_IMPORT_BYTES) throw new ImportError('too-large', sizes(bytes.length));
  const start = ascii(bytes);
  if (looksLikeJson(start)) return { bytes, as: 'json', charset: undefined };
  const label = DECLARATION.exec(start)?.[2];
  if (label === undefined || hasWideMark(bytes) || /^(?:utf-?8|us-ascii|utf-?16(?:le|be)?)$/i.test(label)) return { bytes, as: 'xml', charset: undefined };
  return { bytes: new TextEncoder().encode(redeclare(decodeAs(bytes, label), label)), as: 'xml', charset: label };
}

function decodeAs(bytes: Uint8Array, label: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw new ImportError('unknown-charset', { charset: label });
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ImportError('undecodable', { charset: label });
  }
}

/** The text is UTF-8 from here on, so its declaration has to say that. */
function redeclare(text: string, label: string): string {
  const declaration = DECLARATION.exec(text)?.[0] ?? '';
  return declaration.slice(0, declaration.length - label.length - 1) + 'UTF-8' + declaration.slice(-1) + text.slice(declaration.length);
}

function sizes(length: number): Record<string, number> {
  const megabytes = (value: number): number => Math.round(value / 1_048_576);
  return { size: megabytes(length), limit: megabytes(MAX_IMPORT_BYTES) };
}

/** Reads a file, unless it is too large to be read at all. */
export async function readFile(file: Blob): Promise<Decoded> {
  if (file.size > MAX_IMPORT_BYTES) throw new ImportError('too-large', sizes(file.size));
  return decode(new Uint8Array(await file.arrayBuffer()));
}

/** Takes pasted text: what is written in it stays, whatever encoding its declaration names. */
export function decodeText(text: string): Decoded {
  const declared = DECLARATION.exec(text)?.[2];
  const said = declared === undefined || /^utf-?8$/i.test(declared) ? text : redeclare(text, declared);
  return decode(new TextEncoder().encode(said));
}

/** True if a pasted text is a document, and not a text that may hold indicators. */
export function isDocument(text: string): boolean {
  const start = text.slice(0, 4096);
  return /^\uFEFF?\s*(?:<\?xml[\s>]|<!--|<(?:[\w.-]+:)?IODEF-Document[\s>])/.test(start) || (/^\uFEFF?\s*\{/.test(start) && /"(?:Incident|version)"/.test(start));
}
