// The confirmed findings of the paste assistant as one command for a document.
import type { Command, Path } from '../../session/protocol.ts';
import { insertMembers, insertWithin, iodefPrefix, type Reader } from '../place.ts';
import { eventData, indicatorData, method, type Confirmed, type IndicatorOptions } from './indicators.ts';

/** The command that takes the findings into an incident. */
export async function findingsCommand(reader: Reader, incident: Path, confirmed: readonly Confirmed[], options: IndicatorOptions): Promise<Command> {
  const prefix = await iodefPrefix(reader, incident);
  const indicators = indicatorData(confirmed, options);
  const own = [method(confirmed), eventData(confirmed)].filter((member) => member !== undefined);
  // IndicatorData stands behind Method and EventData, so it is inserted first.
  const commands = [
    ...(indicators ? await insertWithin(reader, incident, indicators, prefix) : []),
    ...await insertMembers(reader, incident, own, prefix),
  ];
  return { do: 'group', commands };
}
