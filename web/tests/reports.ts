// Documents for tests.

/** A report that every receiver accepts. */
export const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<IODEF-Document version="2.00" xml:lang="en"
    xmlns="urn:ietf:params:xml:ns:iodef-2.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:ietf:params:xml:ns:iodef-2.0 http://www.iana.org/assignments/xml-registry/schema/iodef-2.0.xsd">
  <Incident purpose="reporting" restriction="private">
    <IncidentID name="csirt.example.com">189493</IncidentID>
    <ReportTime>2015-10-02T11:18:00-05:00</ReportTime>
    <GenerationTime>2015-10-02T11:18:00-05:00</GenerationTime>
    <Description>Botnet traffic <!-- kept -->from one host</Description>
    <Assessment>
      <SystemImpact type="availability-service" completion="succeeded"/>
    </Assessment>
    <Contact role="creator" type="organization">
      <ContactName>Example CSIRT</ContactName>
      <Email>
        <EmailTo>contact@csirt.example.com</EmailTo>
      </Email>
    </Contact>
    <EventData>
      <Flow>
        <System category="source">
          <Node>
            <Address category="ipv4-addr">192.0.2.200</Address>
          </Node>
        </System>
        <System category="target">
          <Node>
            <Address category="ipv4-addr">192.0.2.16</Address>
          </Node>
        </System>
      </Flow>
    </EventData>
  </Incident>
</IODEF-Document>
`;
