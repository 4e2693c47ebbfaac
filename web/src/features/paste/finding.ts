/** What the paste assistant finds, and the order in which it reports it. */
import type { Reserved } from './address.ts';

/** Kinds in the order in which they are shown and written. */
export const KINDS = [
  'ipv4-addr', 'ipv4-net', 'ipv4-net-mask', 'ipv6-addr', 'ipv6-net', 'domain-name', 'site-uri', 'e-mail', 'mac', 'asn', 'md5', 'sha1', 'sha256',
  'sha384', 'sha512', 'file-name', 'file-path', 'windows-reg-key', 'mutex', 'http-user-agent', 'http-request-uri', 'email-subject',
  'email-x-mailer', 'user-name', 'reference',
] as const;

export type Kind = (typeof KINDS)[number];

/** Something a person should know before accepting a finding; each has a message in the locale. */
export type Note =
  | 'host-bits' | 'file-like' | 'sentence-like' | 'scheme-added' | 'encoded' | 'empty-file' | 'low-entropy' | 'port' | 'mask-not-contiguous'
  | 'invalid-uri' | 'version-like' | 'cut';

/** Offsets in the pasted text, in UTF-16 units, as text areas count them. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface Finding {
  readonly kind: Kind;
  /** The indicator in its real, canonical form. */
  readonly value: string;
  /** The text at the first place, as it was pasted. */
  readonly original: string;
  /** The first places it came from; `count` says how many there were. */
  readonly places: ReadonlyArray<Place>;
  readonly count: number;
  readonly reserved?: Reserved;
  readonly notes: ReadonlyArray<Note>;
  /** For references: the family of identifiers. */
  readonly family?: string;
  /** False for what is reserved or doubtful: a person has to choose it. */
  readonly proposed: boolean;
}

export interface Extraction {
  readonly findings: ReadonlyArray<Finding>;
  /** The text was longer than `MAX_PASTE_LENGTH`; only this much of it was read. */
  readonly readTo: number;
  readonly truncated: boolean;
  /** More distinct findings than `MAX_FINDINGS`. */
  readonly tooMany: boolean;
  readonly format: 'text' | 'mail' | 'csv';
}

/** What a recogniser reports, in offsets of the refanged text. */
export interface Candidate {
  readonly kind: Kind;
  readonly value: string;
  readonly from: number;
  readonly to: number;
  readonly reserved?: Reserved;
  readonly notes?: ReadonlyArray<Note>;
  readonly family?: string;
}

/** A part of the original to which the mail or table around it gives a meaning. */
export interface Labelled {
  readonly kind: Kind;
  readonly value: string;
  readonly place: Place;
}

/** Two million UTF-16 units: a large log excerpt, read in well under a second. */
export const MAX_PASTE_LENGTH = 2_000_000;
export const MAX_FINDINGS = 10_000;
export const MAX_PLACES = 50;
