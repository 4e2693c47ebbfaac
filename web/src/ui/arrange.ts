// Which members of a class the form shows first: those that the purpose of the document needs.
import type { Form, FormMember } from '../session/protocol.ts';

/** The classes from the root element to this one. */
export function chainOf(form: Form): string[] {
  return [...form.ancestors.map((each) => each.class), form.class];
}

/** Whether a purpose decides about its members. */
export function isPurposeful(form: Form): boolean {
  return form.class === 'Incident' && form.ancestors.length === 1;
}

/** Those that are needed, which are offered at once; then the others. Both keep the order of the schema. */
export function arranged(form: Form, first: readonly string[] = []): { members: FormMember[]; rest: FormMember[] } {
  if (first.length === 0) return { members: form.members, rest: [] };
  const isFirst = (member: FormMember): boolean => first.includes(member.name);
  return {
    members: form.members.filter(isFirst).map((each) => (each.level === 'all' ? { ...each, level: 'recommended' } : each)),
    rest: form.members.filter((each) => !isFirst(each)),
  };
}
