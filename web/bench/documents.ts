// Reports of a wanted size, the same octets each time: a flood from many hosts at a few servers, an event
// for each host, and an indicator for every fourth of them.

/** Of what is longer than a word or two there are a few, as in reports that programs write. */
const WHAT = [
  'Connections to the login page, more than a hundred a minute.', 'UDP packets of 1,400 octets to random ports.',
  'A scan of the address range for open administration ports.', 'HTTP requests without a Host field, all for the same page.',
  'DNS answers that nobody had asked for.', 'Überlange Anfragen an das Formular für Bestellungen.',
];
const ROLES = ['www', 'mail', 'p2p', 'camera', 'infra'];
/** Events for each indicator. */
const EVENTS_PER_INDICATOR = 4;

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<IODEF-Document version="2.00" xml:lang="en"
    xmlns="urn:ietf:params:xml:ns:iodef-2.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:ietf:params:xml:ns:iodef-2.0 http://www.iana.org/assignments/xml-registry/schema/iodef-2.0.xsd">
  <Incident purpose="reporting" status="new" restriction="amber">
    <IncidentID name="csirt.example.com">2026-0042</IncidentID>
    <DetectTime>2026-03-02T08:15:00+01:00</DetectTime>
    <StartTime>2026-03-02T07:50:00+01:00</StartTime>
    <EndTime>2026-03-02T19:40:00+01:00</EndTime>
    <ReportTime>2026-03-02T20:05:00+01:00</ReportTime>
    <GenerationTime>2026-03-02T20:30:00+01:00</GenerationTime>
    <Description>A flood from many hosts against the shop of a customer.</Description>
    <Assessment occurrence="actual">
      <SystemImpact type="availability-service" severity="medium" completion="succeeded"/>
    </Assessment>
    <Contact role="creator" type="organization">
      <ContactName>Example CSIRT</ContactName>
      <Email><EmailTo>contact@csirt.example.com</EmailTo></Email>
    </Contact>
`;

const TAIL = `    <History>
      <HistoryItem action="status-new-info">
        <DateTime>2026-03-02T20:10:00+01:00</DateTime>
        <Description>Counters of the border router were added.</Description>
      </HistoryItem>
    </History>
  </Incident>
</IODEF-Document>
`;

/** How many events `report` of that size has. */
export function eventCount(octets: number): number {
  const sample = event(EVENTS_PER_INDICATOR).length * EVENTS_PER_INDICATOR + indicator(EVENTS_PER_INDICATOR).length;
  return Math.max(1, Math.round(((octets - HEAD.length - TAIL.length) / sample) * EVENTS_PER_INDICATOR));
}

/** A report of about so many octets. */
export function report(octets: number): string {
  const numbers = Array.from({ length: eventCount(octets) }, (_, index) => index);
  const indicators = numbers.filter((number) => number % EVENTS_PER_INDICATOR === 0).map(indicator).join('');
  return `${HEAD}${numbers.map(event).join('')}    <IndicatorData>\n${indicators}    </IndicatorData>\n${TAIL}`;
}

function event(number: number): string {
  const draw = random(number);
  return `    <EventData restriction="amber">
      <Description>${WHAT[draw(WHAT.length)]}</Description>
      <DetectTime>${time(draw)}</DetectTime>
      <Flow>
        <System category="source" spoofed="unknown">
          <Node>
            <DomainData system-status="innocent-hacked" domain-status="assignedAndActive">
              <Name>host-${number}.net-${draw(200)}.example.net</Name>
            </DomainData>
            <Address category="ipv4-addr">${source(number)}</Address>
            <Location>Rack ${draw(40)}, row ${draw(12)}</Location>
          </Node>
          <NodeRole category="${ROLES[draw(ROLES.length)]}"/>
          <Counter type="average" unit="packet" duration="minute">${draw(90_000)}</Counter>
        </System>
        <System category="target">
          <Node>
            <Address category="ipv6-addr">2001:db8:${draw(65_536).toString(16)}::${draw(65_536).toString(16)}</Address>
          </Node>
          <Service ip-protocol="6"><Port>${[25, 80, 443, 8443][draw(4)]}</Port></Service>
        </System>
      </Flow>
      <Expectation action="block-host" restriction="amber" severity="medium"/>
    </EventData>
`;
}

function indicator(number: number): string {
  const draw = random(number + 1);
  return `      <Indicator>
        <IndicatorID name="csirt.example.com" version="1">i-${number}</IndicatorID>
        <Description>${WHAT[draw(WHAT.length)]}</Description>
        <StartTime>${time(draw)}</StartTime>
        <Observable>
          <System category="source" observable-id="o-${number}">
            <Node><Address category="ipv4-addr">${source(number)}</Address></Node>
          </System>
        </Observable>
      </Indicator>
`;
}

/** One host for each number. */
function source(number: number): string {
  return `100.${64 + ((number >> 16) & 63)}.${(number >> 8) & 255}.${number & 255}`;
}

function time(draw: (below: number) => number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `2026-03-02T${two(8 + draw(11))}:${two(draw(60))}:${two(draw(60))}.${String(draw(1000)).padStart(3, '0')}+01:00`;
}

/** Numbers that look random and follow from the seed (SplitMix32). */
function random(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b9);
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}
