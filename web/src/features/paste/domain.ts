/** Domain names: which dotted words are names, and which are files, code or the end of a sentence. */
import topLevelDomains from 'tlds/index.json' with { type: 'json' };

import type { Reserved } from './address.ts';

/** RFC 1035 section 2.3.4. */
const MAX_NAME_LENGTH = 253;
const MAX_LABEL_LENGTH = 63;

/** RFC 6761, RFC 7686, RFC 8375 and ICANN's `internal`: names that no public server answers for. */
const SPECIAL_NAMES = ['example', 'test', 'invalid', 'localhost', 'local', 'internal', 'home.arpa', 'onion', 'alt'];
const EXAMPLE_NAMES = ['example.com', 'example.net', 'example.org', 'example.edu'];

/** Top-level domains that are file extensions in most reports. */
const FILE_LIKE = new Set('zip mov sh py pl rs md so ps cab java log pm rar bat bin dat ini iso jar js doc lnk vb'.split(' '));

/** Extensions of files that a report names; none of them is a top-level domain. */
const FILE_EXTENSIONS = new Set(
  ('exe dll sys scr bat cmd ps1 psm1 vbs vbe js jse wsf hta lnk doc docx docm xls xlsx xlsm ppt pptx pptm rtf pdf rar 7z tar gz bz2 xz iso img vhd ' +
    'jar class apk ipa dmg pkg msi msix cab bin dat log txt csv xml json yml yaml ini cfg conf php asp aspx jsp html htm css png jpg jpeg gif bmp ' +
    'svg ico mp3 mp4 avi elf rb go c h cpp pyc tmp bak key pem crt cer p12 pfx eml msg pcap pcapng evtx dmp chm one xll cpl ocx drv efi').split(' '),
);

const TLDS: ReadonlySet<string> = new Set(topLevelDomains);

/** What a dotted word is, and how sure that is. */
export interface NameVerdict {
  readonly kind: 'domain-name' | 'file-name';
  readonly reserved?: Reserved;
  /** Why a person should look twice: it reads like a file, or like two sentences without a space. */
  readonly doubt?: 'file-like' | 'sentence-like';
}

function isLabel(label: string): boolean {
  return label.length <= MAX_LABEL_LENGTH && /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?$/u.test(label);
}

/** The reason a name is not a public one. */
export function reservedName(name: string): Reserved | undefined {
  const within = (suffix: string): boolean => name === suffix || name.endsWith(`.${suffix}`);
  if (EXAMPLE_NAMES.some(within)) {
    return 'documentation';
  }
  return SPECIAL_NAMES.some(within) ? 'special-name' : undefined;
}

/** Judges a dotted word in lower case; `written` is how it stood in the text. */
export function judgeName(name: string, written: string): NameVerdict | undefined {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || name.length > MAX_NAME_LENGTH || !labels.every(isLabel)) {
    return undefined;
  }
  const reserved = reservedName(name);
  if (!TLDS.has(last) && !last.startsWith('xn--') && reserved === undefined) {
    return FILE_EXTENSIONS.has(last) ? { kind: 'file-name' } : undefined;
  }
  if (labels.length === 2 && FILE_LIKE.has(last)) {
    return { kind: 'domain-name', doubt: 'file-like', ...(reserved && { reserved }) };
  }
  const writtenLast = written.slice(written.lastIndexOf('.') + 1);
  if (labels.length === 2 && /^\p{Lu}\p{Ll}/u.test(writtenLast)) {
    return { kind: 'domain-name', doubt: 'sentence-like', ...(reserved && { reserved }) };
  }
  return { kind: 'domain-name', ...(reserved && { reserved }) };
}
