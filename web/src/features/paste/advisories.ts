/** Identifiers of vulnerabilities, weaknesses, attack patterns and advisories, and where each is published. */

/** One family of identifiers. */
export interface Family {
  readonly name: string;
  /** Matches one identifier; every repetition is bounded, so a scan stays linear. */
  readonly pattern: RegExp;
  /** The identifier in its canonical spelling. */
  readonly canonical: (id: string) => string;
  /** The page that describes it; `undefined` where the identifier does not tell. */
  readonly url: (id: string) => string | undefined;
  /** Index in the registry of RFC 7495 section 4, for the families that are registered there. */
  readonly specIndex?: number;
}

const upper = (id: string): string => id.toUpperCase();
const number = (id: string): string => /\d+/.exec(id)?.[0] ?? '';
const after = (id: string, prefix: string): string => id.slice(prefix.length);

/** The table is tried in order at each place; no two patterns match the same text. */
export const FAMILIES: ReadonlyArray<Family> = [
  { name: 'CVE', pattern: /CVE[-\u2010\u2011\u2013 ](?:19|20)\d{2}[-\u2010\u2011\u2013]\d{4,19}/gi, specIndex: 1,
    canonical: (id) => upper(id).replace(/[\u2010\u2011\u2013 ]/g, '-'), url: (id) => `https://www.cve.org/CVERecord?id=${id}` },
  { name: 'CWE', pattern: /CWE-\d{1,5}/gi, canonical: upper, url: (id) => `https://cwe.mitre.org/data/definitions/${number(id)}.html` },
  { name: 'CAPEC', pattern: /CAPEC-\d{1,5}/gi, canonical: upper, url: (id) => `https://capec.mitre.org/data/definitions/${number(id)}.html` },
  { name: 'ATT&CK', pattern: /(?:T[01]\d{3}(?:\.\d{3})?|TA00\d{2})/g, canonical: upper,
    url: (id) => `https://attack.mitre.org/${id.startsWith('TA') ? 'tactics' : 'techniques'}/${id.replace('.', '/')}/` },
  { name: 'GHSA', pattern: /GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}/gi, canonical: (id) => `GHSA${after(id, 'GHSA').toLowerCase()}`,
    url: (id) => `https://github.com/advisories/${id}` },
  { name: 'Red Hat', pattern: /RH[SBE]A-\d{4}:\d{3,6}/gi, canonical: upper, url: (id) => `https://access.redhat.com/errata/${id}` },
  { name: 'Debian', pattern: /D[SL]A-\d{1,5}(?:-\d{1,3})?/gi, canonical: upper, url: (id) => `https://security-tracker.debian.org/tracker/${id}` },
  { name: 'Ubuntu', pattern: /USN-\d{1,5}-\d{1,3}/gi, canonical: upper, url: (id) => `https://ubuntu.com/security/notices/${id}` },
  { name: 'SUSE', pattern: /(?:openSUSE|SUSE)-[SRF]U-\d{4}:\d{2,6}-\d{1,3}/gi,
    canonical: (id) => id.replace(/^opensuse/i, 'openSUSE').replace(/^suse/i, 'SUSE').replace(/-[srf]u-/i, upper),
    url: (id) => (id.startsWith('SUSE') ? `https://www.suse.com/support/update/announcement/${id.slice(8, 12)}/${id.toLowerCase().replace(/[-:]/g, '')}/` : undefined) },
  { name: 'Oracle Linux', pattern: /EL[SBE]A-\d{4}-\d{3,6}/gi, canonical: upper, url: (id) => `https://linux.oracle.com/errata/${id}.html` },
  { name: 'Fedora', pattern: /FEDORA-(?:EPEL-)?\d{4}-[0-9a-f]{8,10}/gi,
    canonical: (id) => `${upper(id.slice(0, id.lastIndexOf('-')))}${id.slice(id.lastIndexOf('-')).toLowerCase()}`, url: (id) => `https://bodhi.fedoraproject.org/updates/${id}` },
  { name: 'Gentoo', pattern: /GLSA[- ]\d{6}-\d{2}/gi, canonical: (id) => upper(id).replace(' ', '-'), url: (id) => `https://security.gentoo.org/glsa/${after(id, 'GLSA-')}` },
  { name: 'Amazon Linux', pattern: /ALAS2?(?:-|LIVEPATCH-)\d{4}-\d{3,6}/gi, canonical: upper, url: () => undefined },
  { name: 'Microsoft', pattern: /MS\d{2}-\d{3}/gi, canonical: upper,
    url: (id) => `https://learn.microsoft.com/en-us/security-updates/securitybulletins/20${id.slice(2, 4)}/${id.toLowerCase()}` },
  { name: 'Microsoft advisory', pattern: /ADV\d{6}/gi, canonical: upper, url: (id) => `https://msrc.microsoft.com/update-guide/vulnerability/${id}` },
  { name: 'Microsoft update', pattern: /KB\d{6,7}/gi, canonical: upper, url: (id) => `https://support.microsoft.com/help/${number(id)}` },
  { name: 'CERT/CC', pattern: /VU ?# ?\d{3,7}/gi, canonical: (id) => upper(id).replace(/ /g, ''), url: (id) => `https://www.kb.cert.org/vuls/id/${number(id)}` },
  { name: 'CISA alert', pattern: /(?:AA|TA)\d{2}-\d{3}[A-Z]/g, canonical: upper,
    url: (id) => (id.startsWith('AA') ? `https://www.cisa.gov/news-events/cybersecurity-advisories/${id.toLowerCase()}` : `https://www.cisa.gov/news-events/alerts/${id}`) },
  { name: 'CISA ICS', pattern: /ICSM?A-\d{2}-\d{3}-\d{2}[A-Z]?/gi, canonical: upper, url: (id) => `https://www.cisa.gov/news-events/ics-advisories/${id.toLowerCase()}` },
  { name: 'JVN', pattern: /JVN(?:VU|TA)?#\d{8}/gi, canonical: upper, url: (id) => `https://jvn.jp/en/${/VU|TA/.test(id) ? 'vu/' : 'jp/'}${id.replace('#', '')}/` },
  { name: 'JVN iPedia', pattern: /JVNDB-\d{4}-\d{6}/gi, canonical: upper, url: (id) => `https://jvndb.jvn.jp/en/contents/${id.slice(6, 10)}/${id}.html` },
  { name: 'CERT-FR', pattern: /CERTFR-\d{4}-(?:AVI|ALE|CTI|IOC)-\d{3,4}/gi, canonical: upper, url: (id) => `https://www.cert.ssi.gouv.fr/${id.slice(12, 15).toLowerCase().replace('ale', 'alerte')}/${id}/` },
  { name: 'EUVD', pattern: /EUVD-\d{4}-\d{1,8}/gi, canonical: upper, url: (id) => `https://euvd.enisa.europa.eu/vulnerability/${id}` },
  { name: 'Cisco', pattern: /cisco-sa-(?:\d{8}-)?[a-z0-9]{1,40}(?:-[a-zA-Z0-9]{1,20}){0,6}/g, canonical: (id) => id,
    url: (id) => `https://sec.cloudapps.cisco.com/security/center/content/CiscoSecurityAdvisory/${id}` },
  { name: 'Fortinet', pattern: /FG-IR-\d{2}-\d{3}/gi, canonical: upper, url: (id) => `https://fortiguard.fortinet.com/psirt/${id}` },
  { name: 'VMware', pattern: /VMSA-\d{4}-\d{4}(?:\.\d{1,2})?/gi, canonical: upper, url: () => undefined },
  { name: 'Adobe', pattern: /APSB\d{2}-\d{2,3}/gi, canonical: upper, url: () => undefined },
  { name: 'Xen', pattern: /XSA-\d{1,4}/gi, canonical: upper, url: (id) => `https://xenbits.xen.org/xsa/advisory-${number(id)}.html` },
  { name: 'Zero Day Initiative', pattern: /ZDI-\d{2}-\d{3,4}/gi, canonical: upper, url: (id) => `https://www.zerodayinitiative.com/advisories/${id}/` },
  { name: 'RustSec', pattern: /RUSTSEC-\d{4}-\d{4}/gi, canonical: upper, url: (id) => `https://rustsec.org/advisories/${id}.html` },
  { name: 'Python', pattern: /PYSEC-\d{4}-\d{1,5}/gi, canonical: upper, url: (id) => `https://osv.dev/vulnerability/${id}` },
  { name: 'Go', pattern: /GO-\d{4}-\d{4,5}/g, canonical: upper, url: (id) => `https://pkg.go.dev/vuln/${id}` },
];
