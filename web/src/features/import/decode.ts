// What a person drops, pastes or opens, as the core takes it: in UTF-8. Every other encoding is decoded
// here, and the result says so.

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
  /** Whether nothing said so: it is what most such files are. */
  readonly assumed: boolean;
}

/** A declaration stands at the very beginning and is ASCII in all encodings that are handled here (XML 1.0 appendix F). */
const DECLARATION = /^\uFEFF?<\?xml[ \t\r\n][^>]{0,200}?[ \t\r\n]encoding[ \t\r\n]{0,20}=[ \t\r\n]{0,20}(["'])([A-Za-z][\w.:-]{0,40})\1/;
/** What a text is taken for that is not UTF-8 and does not say what it is: by far the most of these are. */
const ASSUMED = 'windows-1252';

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 300));
}

/** UTF-16 by its mark, or by the first character, which is "<" or "{". */
function wideLabel([first = -1, second = -1]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || ((first === 0x3c || first === 0x7b) && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && (second === 0x3c || second === 0x7b))) return 'utf-16be';
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function looksLikeJson(start: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*[{[]/.test(start);
}

/** Prepares the bytes of a file for the core, which sees nothing but well-formed UTF-8. */
export function decode(bytes: Uint8Array<ArrayBuffer>): Decoded {
  if (bytes.length === 0) throw new ImportError('empty');
  if (bytes.length > MAX_IMPORT_BYTES) throw new ImportError('too-large', sizes(bytes.length));
  const wide = wideLabel(bytes);
  if (wide !== undefined) return decoded(bytes, wide, 'UTF-16');
  const start = ascii(bytes);
  const as = looksLikeJson(start) ? 'json' : 'xml';
  const label = as === 'json' ? undefined : DECLARATION.exec(start)?.[2];
  if (label === undefined || /^(?:utf-?8|us-ascii|utf-?16(?:le|be)?)$/i.test(label)) {
    return isUtf8(bytes) ? { bytes, as, charset: undefined, assumed: false } : { ...decoded(bytes, ASSUMED, ASSUMED), assumed: true };
  }
  return decoded(bytes, label, label);
}

function decoded(bytes: Uint8Array, label: string, charset: string): Decoded {
  const text = decodeAs(bytes, label);
  const declared = DECLARATION.exec(text)?.[2];
  const said = declared === undefined || /^utf-?8$/i.test(declared) ? text : redeclare(text, declared);
  return { bytes: new TextEncoder().encode(said), as: looksLikeJson(said.slice(0, 300)) ? 'json' : 'xml', charset, assumed: false };
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
export async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MAX_IMPORT_BYTES) throw new ImportError('too-large', sizes(file.size));
  return new Uint8Array(await file.arrayBuffer());
}

export async function readFile(file: Blob): Promise<Decoded> {
  return decode(await readBytes(file));
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
