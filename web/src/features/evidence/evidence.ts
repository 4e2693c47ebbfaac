// A file as evidence: its name, size and digest in a RecordData, its content only on request, and who
// took it into custody when in the History (RFC 3067 requirement 6.5).
import type { Command, Path } from '../../session/protocol.ts';
import { hash } from '../paste/indicators.ts';
import { insertMembers, insertWithin, iodefPrefix, type Reader } from '../place.ts';
import { element, type Element } from '../xml/write.ts';

export interface Evidence {
  readonly name: string;
  readonly size: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Media type; empty if it is not known. */
  readonly type: string;
  /** What the person says it is. */
  readonly description: string;
  /** The content in base64, where the person asked for it to be in the document. */
  readonly content?: string;
}

export interface Custody {
  /** xs:dateTime with offset. */
  readonly time: string;
  /** The sentence for the History entry, in the person's language, with its tag. */
  readonly note: string;
  readonly language: string;
}

/** A content that is larger makes the document unfit for mail and forms. */
export const MAX_CONTENT_BYTES = 1024 * 1024;

/** The content in base64; refused above `MAX_CONTENT_BYTES`. */
export async function contentOf(file: Blob): Promise<string> {
  if (file.size > MAX_CONTENT_BYTES) throw new RangeError('evidence-fault-content-too-large');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(''));
}

/** RFC 6838 section 4.2 names; anything else that a browser says is not written. */
function mediaType(type: string): string | undefined {
  return /^[a-z0-9][\w!#$&.+^-]{0,126}\/[a-z0-9][\w!#$&.+^-]{0,126}$/i.test(type) ? type : undefined;
}

/** The RecordData of one file. */
export function recordData(evidence: Evidence): Element {
  const type = mediaType(evidence.type);
  const description = evidence.description.trim();
  return element('RecordData', {}, [
    description === '' ? undefined : element('Description', {}, description),
    evidence.content === undefined ? undefined
      : element('RecordItem', { dtype: 'file', name: evidence.name, meaning: 'content of the file in base64' }, evidence.content),
    element('FileData', {}, [element('File', {}, [
      element('FileName', {}, evidence.name),
      element('FileSize', {}, String(evidence.size)),
      type === undefined ? undefined : element('FileType', {}, type),
      element('HashData', { scope: 'file-contents' }, [hash('sha256', evidence.sha256)]),
    ])]),
  ]);
}

/** The History entry that says who has the file since when. */
export function custodyItem(custody: Custody): Element {
  return element('HistoryItem', { action: 'other' }, [
    element('DateTime', {}, custody.time),
    element('Description', { 'xml:lang': custody.language }, custody.note),
  ]);
}

/** One undoable step that adds the record to an EventData (or a new one of the incident) and the custody entry. */
export async function addEvidence(reader: Reader, incident: Path, evidence: Evidence, custody: Custody): Promise<Command> {
  const prefix = await iodefPrefix(reader, incident);
  const form = await reader.call('form', [incident, 'all']);
  const event = form.members.find(({ name }) => name === 'EventData')?.present[0];
  const history = form.members.find(({ name }) => name === 'History')?.present[0];
  const record = element('Record', {}, [recordData(evidence)]);
  const log = element('History', {}, [custodyItem(custody)]);
  // What stands later in the document is inserted first.
  const commands = history ? await insertMembers(reader, history.path, log.children, prefix) : [];
  const own = [...(history ? [] : [log]), ...(event ? [] : [element('EventData', {}, [record])])];
  commands.push(...await insertMembers(reader, incident, own, prefix));
  if (event) commands.push(...await insertWithin(reader, event.path, record, prefix));
  return { do: 'group', commands };
}
