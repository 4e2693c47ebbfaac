// Where new members of a class go: the form lists the members in the order of the schema.
import type { Command, Form, Methods, Path } from '../session/protocol.ts';
import { writeFragment, type Element } from './xml/write.ts';

/** The part of a session that placing needs; `Session.call` has this shape. */
export interface Reader {
  call<M extends 'form' | 'xml'>(method: M, args: Parameters<Methods[M]>): Promise<ReturnType<Methods[M]>>;
}

/** A path below another one; "" is the root. */
export function below(parent: Path, index: number): Path {
  return parent === '' ? String(index) : `${parent}/${index}`;
}

/** The index at which another `name` stands behind the members that come before or with it. */
export function indexOf(form: Form, name: string): number {
  let index = 0;
  for (const member of form.members) {
    index += member.count;
    if (member.name === name) return index;
  }
  throw new Error(`${form.class} has no member ${name}`);
}

/** The prefix under which the document writes IODEF names: empty for the default namespace. */
export async function iodefPrefix(reader: Reader, incident: Path): Promise<string> {
  const xml = await reader.call('xml', [below(incident, 0)]);
  return /^<([^\s:/>]+):/.exec(xml)?.[1] ?? '';
}

/** Commands that give `parent` the new members. The last place comes first, so that no index shifts. */
export async function insertMembers(reader: Reader, parent: Path, members: readonly Element[], prefix: string): Promise<Command[]> {
  const form = await reader.call('form', [parent, 'all']);
  const rank = ({ name }: Element): number => form.members.findIndex((member) => member.name === name);
  return members
    .toSorted((a, b) => rank(a) - rank(b))
    .reverse()
    .map((member): Command => ({ do: 'insert', parent, index: indexOf(form, member.name), xml: writeFragment(member, prefix) }));
}

/** As `insertMembers`, for children of a single container (IndicatorData, History), which is made if it is missing. */
export async function insertWithin(
  reader: Reader, parent: Path, container: Element, prefix: string,
): Promise<Command[]> {
  const form = await reader.call('form', [parent, 'all']);
  const present = form.members.find((member) => member.name === container.name)?.present[0];
  return present
    ? insertMembers(reader, present.path, container.children, prefix)
    : insertMembers(reader, parent, [container], prefix);
}
