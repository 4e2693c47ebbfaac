// Which incident of a document is meant.
import type { OutlineNode, Path } from '../session/protocol.ts';

/** What a session is to this. */
export interface Outline {
  readonly selection: { readonly path: Path };
  readonly session: { call(method: 'outline', args: [Path, number]): Promise<OutlineNode> };
}

/** The incident that is selected, or the first one: other elements stand beside incidents. */
export async function currentIncident({ selection, session }: Outline): Promise<Path> {
  const { items = [] } = await session.call('outline', ['', 1]);
  const incidents = items.filter((each) => each.class === 'Incident').map(({ path }) => path);
  return incidents.find((path) => path === selection.path.split('/')[0]) ?? incidents[0] ?? '0';
}
