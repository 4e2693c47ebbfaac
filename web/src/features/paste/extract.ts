/**
 * Paste anything: finds indicators and references in a text, each with the places it came from.
 * Deterministic, on the client, and linear in the length of the text.
 */
import type { Candidate, Extraction, Finding, Place } from './finding.ts';
import { KINDS, MAX_FINDINGS, MAX_PASTE_LENGTH, MAX_PLACES } from './finding.ts';
import { filePaths, hashes, mutexes, references, registryKeys, requestTargets, userAgents } from './host.ts';
import { readMail } from './mail.ts';
import { compose } from './mapped.ts';
import type { Mapped } from './mapped.ts';
import { asNumbers, bareUrls, emails, ipv4Addresses, ipv6Addresses, macAddresses, names, urls } from './network.ts';
import { refang } from './refang.ts';
import { readTable } from './table.ts';

/** In this order each recogniser takes its text away from those that follow. */
const RECOGNISERS: ReadonlyArray<(text: string) => Generator<Candidate>> = [
  urls, userAgents, requestTargets, registryKeys, mutexes, filePaths, references, emails, bareUrls, macAddresses, ipv6Addresses, ipv4Addresses, hashes,
  asNumbers, names,
];

/** Doubts that do not keep a finding from being proposed. */
const HARMLESS_NOTES = new Set(['port', 'scheme-added', 'encoded']);

interface Gathered {
  readonly candidate: Omit<Candidate, 'from' | 'to'>;
  readonly original: string;
  readonly places: Place[];
  defanged: boolean;
  count: number;
}

class Collection {
  readonly gathered = new Map<string, Gathered>();
  tooMany = false;
  readonly #original: string;

  constructor(original: string) {
    this.#original = original;
  }

  add(candidate: Omit<Candidate, 'from' | 'to'>, place: Place): void {
    const key = `${candidate.kind}\n${candidate.value}`;
    const written = this.#original.slice(place.from, place.to);
    const known = this.gathered.get(key);
    const defanged = candidate.kind === 'domain-name' && written.toLowerCase() !== candidate.value;
    if (known) {
      known.count += 1;
      known.defanged ||= defanged;
      if (known.places.length < MAX_PLACES) {
        known.places.push(place);
      }
    } else if (this.gathered.size < MAX_FINDINGS) {
      this.gathered.set(key, { candidate, original: written, places: [place], count: 1, defanged });
    } else {
      this.tooMany = true;
    }
  }

  findings(): Finding[] {
    return [...this.gathered.values()].map(toFinding).sort(byKindAndPlace);
  }
}

function toFinding({ candidate, original, places, count, defanged }: Gathered): Finding {
  // Who defangs a name says by it that it is one.
  const notes = (candidate.notes ?? []).filter((note) => !(defanged && (note === 'file-like' || note === 'sentence-like')));
  return {
    kind: candidate.kind,
    value: candidate.value,
    original,
    places: places.toSorted((a, b) => a.from - b.from),
    count,
    notes,
    proposed: candidate.reserved === undefined && candidate.kind !== 'file-name' && notes.every((note) => HARMLESS_NOTES.has(note)),
    ...(candidate.reserved && { reserved: candidate.reserved }),
    ...(candidate.family && { family: candidate.family }),
  };
}

function byKindAndPlace(a: Finding, b: Finding): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.places[0]?.from ?? 0) - (b.places[0]?.from ?? 0) || (a.value < b.value ? -1 : 1);
}

/** Runs the recognisers over refanged text; a stretch that one has taken is closed to the others. */
function recognise(refanged: Mapped, closed: Uint8Array, collection: Collection): void {
  for (const recogniser of RECOGNISERS) {
    for (const candidate of recogniser(refanged.text)) {
      if (closed[candidate.from] === 1 || closed[candidate.to - 1] === 1) {
        continue;
      }
      closed.fill(1, candidate.from, candidate.to);
      collection.add(candidate, { from: refanged.starts[candidate.from] ?? 0, to: refanged.ends[candidate.to - 1] ?? 0 });
    }
  }
}

/** Reads pasted text. What lies beyond `MAX_PASTE_LENGTH` is not read, and the result says so. */
export function extract(pasted: string): Extraction {
  const text = pasted.slice(0, MAX_PASTE_LENGTH);
  const collection = new Collection(text);
  const mail = readMail(text);
  const table = mail ? undefined : readTable(text);
  const labelled = mail?.labelled ?? table ?? [];
  for (const { kind, value, place } of labelled) {
    collection.add({ kind, value }, place);
  }
  const opaque = labelled.filter(({ kind }) => kind !== 'email-subject').map(({ place }) => place);
  const encoded = (mail?.parts ?? []).map(({ place }) => place);
  const refanged = refang(text);
  const closed = new Uint8Array(refanged.text.length);
  close([...opaque, ...encoded].sort((a, b) => a.from - b.from), refanged, closed);
  recognise(refanged, closed, collection);
  for (const { decoded } of mail?.parts ?? []) {
    const part = compose(refang(decoded.text), decoded);
    recognise(part, new Uint8Array(part.text.length), collection);
  }
  return {
    findings: collection.findings(),
    readTo: text.length,
    truncated: text.length < pasted.length,
    tooMany: collection.tooMany,
    format: mail ? 'mail' : table ? 'csv' : 'text',
  };
}

/** Closes the units of the refanged text that came from the given places, in order, of the original. */
function close(places: ReadonlyArray<Place>, refanged: Mapped, closed: Uint8Array): void {
  let next = 0;
  for (let index = 0; index < closed.length && next < places.length; index += 1) {
    const start = refanged.starts[index] ?? 0;
    while (next < places.length && start >= (places[next]?.to ?? 0)) {
      next += 1;
    }
    if (start >= (places[next]?.from ?? Infinity)) {
      closed[index] = 1;
    }
  }
}
