import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { csvField, indicatorRows, MAX_LENGTH, MAX_REPEATED, MAX_ROWS, toCsv } from '../../src/features/export/csv.ts';
import { defang } from '../../src/features/export/defang.ts';
import { fileName } from '../../src/features/export/files.ts';
import { escapeHtml, reportHtml } from '../../src/features/export/html.ts';
import { MAX_VALUE_LENGTH, reportModel, titleOf, type Labels } from '../../src/features/export/model.ts';
import { mailto, MAX_MAILTO_LENGTH, shareText } from '../../src/features/export/share.ts';
import { extract } from '../../src/features/paste/extract.ts';
import { indicatorData, system } from '../../src/features/paste/indicators.ts';
import { refang } from '../../src/features/paste/refang.ts';
import { element, type Element } from '../../src/features/xml/write.ts';
import { toTree } from '../support/tree.ts';

const LABELS: Labels = {
  language: 'en', direction: 'ltr', classLabel: (name) => name, attributeLabel: (_, name) => name, valueLabel: (_, __, value) => value,
  list: (items) => items.join(', '), text: (id, args) => (id === 'report-attribute' ? `${args?.['name']}: ${args?.['value']}` : id), time: () => undefined,
};

function document(...members: Element[]): Element {
  return element('IODEF-Document', { version: '2.00' }, [element('Incident', { purpose: 'reporting', restriction: 'amber' }, [
    element('IncidentID', { name: 'csirt.example.org' }, '4711'), element('DetectTime', {}, '2026-01-01T10:00:00+01:00'), ...members,
  ])]);
}

const confirmed = extract('evil.com 9.9.9.9 9.9.9.8 44d88612fea8a8f36de82e1278abb02f http://evil.com/x').findings.map((finding) => ({ finding, role: 'indicator' as const }));
const INDICATORS = indicatorData(confirmed, { team: 'csirt.example.org', newId: () => 'i-1', describe: () => undefined }) as Element;

describe('CSV', () => {
  test('formulas are inert, whatever stands before them', () => {
    for (const value of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '"=1', "'=1", '\uff1d1', '\u200b=1', '=cmd|\' /C calc\'!A0', '" =1']) {
      const field = csvField(value);
      assert.match(field, /^"?'/, JSON.stringify(value));
      // What a spreadsheet reads after unquoting begins with the apostrophe and goes on with the value.
      const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
      assert.equal(read, `'${value}`);
    }
  });

  test('no separator of another country begins a cell with a formula', () => {
    /** The beginnings of cells where quotes are text, as they are in the middle of a cell. */
    const cells = (field: string, separator: string): string[] => field.split(/\r\n|\r|\n/).flatMap((line) => line.split(separator))
      .map((cell) => cell.replace(/^[\s"\u200b\ufeff]+/, ''));
    for (const value of [
      "x;=cmd|'/C calc'!A0;y", 'x\t=1', 'x|@SUM(A1)', 'a\r\n=c', 'a\n\u200b"=c', 'a\r+1', '\t=1', '\r=1', '\n=1', ';=1', '; "\t-1', 'x;;=1', 'x;" =1', 'x\t;=1', ';\uff1d1',
    ]) {
      for (const separator of [';', '\t', '|']) {
        for (const cell of cells(`4711,i-1,${csvField(value)},y`, separator)) assert.doesNotMatch(cell, /^[=+\-@\uff1d\uff0b\uff0d\uff20]/, JSON.stringify([value, csvField(value), separator]));
      }
    }
  });

  test('a megabyte of separators takes no longer than one of text', { timeout: 60_000 }, () => {
    assert.equal(csvField(`${'\t;'.repeat(500_000)}=1`).length, 1_000_006);
  });

  test('a report of version 1 has names of hosts, and addresses of IPv4 where it says nothing', () => {
    const node = element('Node', {}, [element('NodeName', {}, 'evil.com'), element('Address', {}, '9.9.9.9'), element('Address', { category: 'ipv6-addr' }, '2a00::1')]);
    const incident = element('Incident', {}, [element('IncidentID', {}, '1'), element('EventData', {}, [element('Flow', {}, [element('System', { category: 'source' }, [node])])])]);
    const report = element('IODEF-Document', { version: '1.00' }, [incident]);
    assert.deepEqual(indicatorRows(toTree(report, '', 'urn:ietf:params:xml:ns:iodef-1.0')).rows.map(({ kind, value }) => [kind, value]), [
      ['domain-name', 'evil.com'], ['ipv4-addr', '9.9.9.9'], ['ipv6-addr', '2a00::1'],
    ]);
  });

  test('separators, quotes and line ends stay inside their field', () => {
    assert.equal(csvField('a,b'), '"a,b"');
    assert.equal(csvField('a"b'), '"a""b"');
    assert.equal(csvField('a;b\r\nc'), '"a;b\r\nc"');
    assert.equal(csvField('a;b\r\n=c'), '"a;b\r\n\'=c"');
    assert.equal(csvField('plain'), 'plain');
    assert.equal(csvField('a\0b'), 'a\uFFFDb');
  });

  test('every value of every indicator and system has a row', () => {
    const event = element('EventData', {}, [element('Flow', {}, [system('source', 'ipv4-addr', '9.9.9.7'), system('target', 'domain-name', 'v.example')])]);
    const { rows } = indicatorRows(toTree(document(event, INDICATORS)));
    assert.deepEqual(rows.map(({ indicator, kind, value }) => [indicator, kind, value]), [
      ['i-1', 'ipv4-addr', '9.9.9.9'], ['i-1', 'ipv4-addr', '9.9.9.8'], ['i-1', 'domain-name', 'evil.com'], ['i-1', 'site-uri', 'http://evil.com/x'],
      ['i-1', 'md5', '44d88612fea8a8f36de82e1278abb02f'], ['source', 'ipv4-addr', '9.9.9.7'], ['target', 'domain-name', 'v.example'],
    ]);
    const { text: csv, omitted } = toCsv({ rows, omitted: 0 }, { mark: true });
    assert.equal(omitted, 0);
    assert.ok(csv.startsWith('\uFEFFincident,indicator,kind,value,description,start,end\r\n4711,i-1,ipv4-addr,9.9.9.9,,,\r\n'));
    assert.equal(csv.split('\r\n').length, rows.length + 2);
  });

  test('a hostile observable is a quoted field', () => {
    const bulk = element('IndicatorData', {}, [element('Indicator', {}, [
      element('IndicatorID', { name: 'a.b', version: '1' }, 'i-2'),
      element('Observable', {}, [element('BulkObservable', { type: 'file-path' }, [element('BulkObservableList', {}, "=HYPERLINK(\"http://evil\")\n@x")])]),
    ])]);
    const { text: csv } = toCsv(indicatorRows(toTree(document(bulk))), { mark: false });
    assert.ok(csv.includes(`,"'=HYPERLINK(""http://evil"")",`) && csv.includes(`,"'@x",`));
  });

  /** An indicator with a list of this many values. */
  const listed = (count: number, description: string, type = 'ipv4-addr'): Element => element('IndicatorData', {}, [element('Indicator', {}, [
    element('IndicatorID', { name: 'a.b', version: '1' }, 'i-3'), element('Description', {}, description),
    element('Observable', {}, [element('BulkObservable', { type }, [element('BulkObservableList', {}, Array.from({ length: count }, (_, at) => at).join('\n'))])]),
  ])]);

  test('what every row of a list repeats is cut, and the table is as long as it may be', { timeout: 60_000 }, () => {
    const table = indicatorRows(toTree(document(listed(100_000, `${'a'.repeat(MAX_REPEATED - 1)}😀${'b'.repeat(1_000_000)}`, 'c'.repeat(1_000_000)))));
    assert.deepEqual([table.rows.length, table.omitted], [100_000, 0]);
    assert.equal(table.rows[7]?.description, `${'a'.repeat(MAX_REPEATED - 1)}…`);
    assert.equal(table.rows[7]?.kind, `${'c'.repeat(MAX_REPEATED)}…`);
    const { text, omitted } = toCsv(table, { mark: false });
    assert.ok(text.length <= MAX_LENGTH + 100 && text.length > MAX_LENGTH - 3_000, String(text.length));
    assert.equal(text.split('\r\n').length - 2 + omitted, 100_000);
    assert.ok(omitted > 0);
  });

  test('rows beyond the most are counted, and repetitions are not rows', { timeout: 60_000 }, () => {
    assert.equal(indicatorRows(toTree(document(listed(5, ''), listed(7, '')))).rows.length, 7);
    const { rows, omitted } = indicatorRows(toTree(document(listed(MAX_ROWS + 3, ''))));
    assert.deepEqual([rows.length, omitted], [MAX_ROWS, 3]);
  });
});

describe('the HTML report', () => {
  const hostile = '<script>alert(1)</script>"\'&';
  const html = reportHtml(reportModel(toTree(document(
    element('Description', { 'xml:lang': '"><img src=x>' }, hostile), element('Contact', { role: hostile, type: 'person' }, [element('ContactName', {}, hostile)]),
  )), { ...LABELS, classLabel: (name) => `${name} <label>` }), hostile);

  test('runs and loads nothing', () => {
    const tags = (html.match(/<[a-z][^>]*>/gi) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
    const allowed = /^<(?:html|head|meta|title|style|body|header|main|footer|section|h[1-6]|p|table|tr|th|td|bdi|span)(?: (?:lang|dir|charset|http-equiv|content|name|class|scope)="")*>$/;
    assert.deepEqual(tags.filter((tag) => !allowed.test(tag)), []);
    assert.doesNotMatch(html, /url\(|@import/);
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
  });

  test('shows what it was given as text', () => {
    assert.ok(html.split(escapeHtml(hostile)).length >= 4);
    assert.ok(!html.includes('img src'));
  });

  test('is marked with the strictest restriction of anything in it', () => {
    const incident = (restriction: string | undefined, ...members: Element[]): Element => element('IODEF-Document', {}, [
      element('Incident', restriction === undefined ? {} : { restriction }, [element('IncidentID', { name: 'a.example' }, '1'), ...members]),
    ]);
    const contact = (restriction: string, extension?: string): Element => element('Contact', { restriction, ...(extension === undefined ? {} : { 'ext-restriction': extension }) }, []);
    for (const [document, mark] of [
      [incident('green', contact('amber'), contact('red')), 'TLP:RED'],
      [incident('green', element('EventData', { restriction: 'green' }, [element('Flow', {}, [element('System', { restriction: 'need-to-know' }, [])])])), 'TLP:AMBER'],
      [incident('white', contact('ext-value', 'amber+strict')), 'TLP:AMBER+STRICT'],
      [incident('amber', contact('ext-value', 'between friends')), 'TLP:RED'],
      [incident(undefined, contact('green')), 'TLP:RED'],
      // What is not said of these is `default`, which only the parties know.
      [incident('green', element('EventData', {}, [])), 'TLP:RED'],
      [incident('green', contact('white')), 'TLP:GREEN'],
      [incident('white', element('x:Other', { restriction: 'red' }, [])), 'TLP:CLEAR'],
    ] as const) {
      const tree = toTree(document);
      assert.equal(reportModel(tree, LABELS).marking, mark, JSON.stringify(document));
      assert.ok(shareText(tree, LABELS).startsWith(mark), mark);
    }
  });

  test('a class may be named like a member of every object', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      assert.equal(reportModel(toTree(document(element(name, { restriction: 'green' }), element(name, {}))), LABELS).marking, 'TLP:AMBER', name);
    }
  });

  test('names marking, title, language and direction', () => {
    const report = reportModel(toTree(document()), { ...LABELS, language: 'ar', direction: 'rtl' });
    assert.deepEqual([report.marking, report.title], ['TLP:AMBER', 'csirt.example.org 4711']);
    assert.match(reportHtml(report, ''), /<html lang="ar" dir="rtl">/);
  });

  test('uses no physical direction and can be printed', () => {
    assert.doesNotMatch(html, /(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)/);
    assert.match(html, /@media print/);
  });

  test('is private where nothing is said', () => {
    const report = reportModel(toTree(element('IODEF-Document', {}, [element('Incident', { purpose: 'watch' }, []), element('Incident', { restriction: 'white' }, [])])), LABELS);
    assert.equal(report.marking, 'TLP:RED');
  });

  test('cuts a value that is too long, and says so', () => {
    const report = reportModel(toTree(document(element('Description', {}, 'x'.repeat(MAX_VALUE_LENGTH + 1)))), LABELS);
    assert.ok(report.sections[0]?.rows.at(-1)?.value.endsWith('x report-cut'));
  });
});

describe('sharing', () => {
  test('defanging is undone by refanging', () => {
    const text = 'see http://evil.com/a.b?c=d and https://1.2.3.4/ or ftp://x.y, mail bob@evil.co.uk; 9.9.9.9. End.';
    assert.doesNotMatch(defang(text), /https?:|evil\.com|9\.9\.9|@evil/);
    assert.equal(refang(defang(text)).text, text);
  });

  test('the text has title, marking, times and defanged indicators', () => {
    const text = shareText(toTree(document(element('Description', {}, 'See http://evil.com/x'), INDICATORS)), LABELS);
    assert.ok(text.startsWith('TLP:AMBER  csirt.example.org 4711\nSee hxxp://evil[.]com/x\nDetectTime: 2026-01-01T10:00:00+01:00\n'));
    assert.ok(text.includes('ipv4-addr 9[.]9[.]9[.]9 (i-1)'));
  });

  test('a mail link is short enough and cannot grow header fields', () => {
    const { url, cut } = mailto(['a@b.example', 'x?cc=evil@evil.com'], 'Incident\r\nBcc: evil@evil.com', '\u{1F600}'.repeat(3000));
    assert.ok(url.length <= MAX_MAILTO_LENGTH && cut);
    assert.doesNotMatch(url, /%0A|%0D/i);
    assert.ok(url.startsWith('mailto:a%40b.example,x%3Fcc%3Devil%40evil.com?subject='));
    assert.ok(!mailto(['a@b'], 's', 'short').cut);
  });
});

test('file names are safe', () => {
  assert.equal(fileName('csirt.example.org 4711', 'xml'), 'csirt.example.org-4711.xml');
  assert.equal(fileName('../../etc/passwd', 'xml'), 'etc-passwd.xml');
  assert.equal(fileName('con', 'csv'), 'incident-con.csv');
  assert.equal(fileName('', 'xml'), 'incident.xml');
  assert.equal(fileName('a\u202egpj.exe', 'xml'), 'a-gpj.exe.xml');
  assert.ok(fileName('x'.repeat(500), 'xml').length <= 124);
});

test('the title names all incidents', () => {
  assert.equal(titleOf(toTree(element('IODEF-Document', {}, [...document().children, ...document().children])), LABELS), 'csirt.example.org 4711, csirt.example.org 4711');
});
