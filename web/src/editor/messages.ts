// What diagnostics say to people.
import type { Diagnostic } from '../session/protocol.ts';
import { listText } from './intl.ts';
import type { L10n } from './l10n.ts';

/** The Fluent identifier of a rule's message: "3067-6.12" is "rfc3067-6-12". */
export function messageId(rule: string): string {
  return rule.replace(/^(?=\d)/, 'rfc').replaceAll('.', '-');
}

/** What a diagnostic says in the language of the interface. */
export function messageOf(l10n: L10n, diagnostic: Diagnostic): string {
  const args: Record<string, string> = { ...diagnostic.args };
  // Some arguments are codes of messages themselves: the part first, which the reason may name.
  for (const name of ['part', 'reason']) {
    const code = args[name];
    if (code !== undefined) args[name] = l10n.find(`${name}-${code}`, args)?.text ?? code;
  }
  const message = l10n.find(messageId(diagnostic.rule), args)?.text ?? diagnostic.rule;
  // Under the common profile it is said who refuses it.
  const refusing = args['refused_by'];
  const refused = refusing === undefined ? undefined : l10n.find('refused-by', { refused_by: profiles(l10n, refusing) });
  return refused ? `${message}. ${refused.text}` : message;
}

/** What to do about it, if the rule says so. */
export function fixOf(l10n: L10n, diagnostic: Diagnostic): string | undefined {
  return l10n.find(`${messageId(diagnostic.rule)}.fix`, diagnostic.args)?.text;
}

/** "schema-a schema-b" in the words of the list of profiles. */
function profiles(l10n: L10n, names: string): string {
  const words = names.split(' ').map((name) => l10n.find(`profile-${name.replace('-', '_')}`)?.text ?? name);
  return listText(words, l10n.locale);
}
