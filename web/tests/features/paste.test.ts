import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { formatIpv6, parseIpv4, parseIpv6 } from '../../src/features/paste/address.ts';
import { extract } from '../../src/features/paste/extract.ts';
import { MAX_FINDINGS, MAX_PASTE_LENGTH } from '../../src/features/paste/finding.ts';
import type { Finding, Kind } from '../../src/features/paste/finding.ts';
import { refang } from '../../src/features/paste/refang.ts';

/** Kind and value of everything found, in order. */
function found(text: string): [Kind, string][] {
  return extract(text).findings.map(({ kind, value }) => [kind, value]);
}

function only(text: string): Finding {
  const { findings } = extract(text);
  assert.equal(findings.length, 1, JSON.stringify(findings));
  return findings[0] as Finding;
}

describe('refanging', () => {
  const cases: [string, Kind, string][] = [
    ['hxxp://evil.com/a', 'site-uri', 'http://evil.com/a'],
    ['hXXps[://]evil[.]com/a', 'site-uri', 'https://evil.com/a'],
    ['hxxp[:]//evil(.)com', 'site-uri', 'http://evil.com'],
    ['fxp://files.evil.com/x', 'site-uri', 'ftp://files.evil.com/x'],
    ['meow://evil.com/x', 'site-uri', 'http://evil.com/x'],
    ['evil[.]com', 'domain-name', 'evil.com'],
    ['evil(dot)com', 'domain-name', 'evil.com'],
    ['evil [dot] com', 'domain-name', 'evil.com'],
    ['evil[DOT]co{.}uk', 'domain-name', 'evil.co.uk'],
    ['evil[.com', 'domain-name', 'evil.com'],
    ['evil\uFF0Ecom', 'domain-name', 'evil.com'],
    ['8[.]8[.]4[.]4', 'ipv4-addr', '8.8.4.4'],
    ['8.8[.]4.4', 'ipv4-addr', '8.8.4.4'],
    ['2a00[:]1450::1', 'ipv6-addr', '2a00:1450::1'],
    ['Bob[at]evil[dot]com', 'e-mail', 'Bob@evil.com'],
    ['bob (at) evil (dot) com', 'e-mail', 'bob@evil.com'],
    ['bob[@]evil.com', 'e-mail', 'bob@evil.com'],
  ];
  for (const [text, kind, value] of cases) {
    test(`${text} is ${value}`, () => {
      const finding = only(`See ${text} there.`);
      assert.deepEqual([finding.kind, finding.value], [kind, value]);
      assert.equal(finding.original, text);
      assert.deepEqual(finding.places, [{ from: 4, to: 4 + text.length }]);
      assert.equal(finding.proposed, true);
    });
  }

  test('words that only look disguised stay as they are', () => {
    for (const text of ['see [1] and (a) at home', 'the (dot) product', 'a meow of a cat', 'array[.5]', 'use hxxp']) {
      assert.deepEqual(found(text), [], text);
    }
  });

  test('every unit knows its place in the original', () => {
    const text = 'a hxxps[://]x[.]y b';
    const result = refang(text);
    assert.equal(result.text, 'a https://x.y b');
    assert.equal(text.slice(result.starts[2], result.ends[12]), 'hxxps[://]x[.]y');
  });
});

describe('what is recognised', () => {
  const cases: [string, [Kind, string][]][] = [
    ['from 8.8.8.8:53 to 9.9.9.0/24,', [['ipv4-addr', '8.8.8.8'], ['ipv4-net', '9.9.9.0/24']]],
    ['9.9.9.0/255.255.255.0', [['ipv4-net-mask', '9.9.9.0/255.255.255.0']]],
    ['2A00:1450:0:0:0:0:0:1 and 2a00:1450::/32', [['ipv6-addr', '2a00:1450::1'], ['ipv6-net', '2a00:1450::/32']]],
    ['[2a00:1450::1]:443', [['ipv6-addr', '2a00:1450::1']]],
    ['https://[2a00:1450::1]/x', [['site-uri', 'https://[2a00:1450::1]/x']]],
    ['mail <bob@evil.com>, "al"', [['e-mail', 'bob@evil.com']]],
    ['00-1B-44-11-3A-B7 001b.4411.3ab8', [['mac', '00:1b:44:11:3a:b7'], ['mac', '00:1b:44:11:3a:b8']]],
    ['AS3320 (ASN 1299)', [['asn', '3320'], ['asn', '1299']]],
    ['(http://evil.com/a_(b)).', [['site-uri', 'http://evil.com/a_(b)']]],
    ['HTTP://EVIL.com/Path?q=a,b;', [['site-uri', 'http://evil.com/Path?q=a,b']]],
    ['<a href="http://evil.com/x">', [['site-uri', 'http://evil.com/x']]],
    ['evil.com/login.php', [['site-uri', 'http://evil.com/login.php']]],
    ['http://evil.com/a|b', [['site-uri', 'http://evil.com/a%7Cb']]],
    ['https://Bob:Secret@EVIL.com/A', [['site-uri', 'https://Bob:Secret@evil.com/A']]],
    ['1.2.3.4-1.2.3.9', [['ipv4-addr', '1.2.3.4'], ['ipv4-addr', '1.2.3.9']]],
    ['2a00:1450[::]1 but http://[::]:80/', [['ipv6-addr', '2a00:1450::1'], ['site-uri', 'http://[::]:80/']]],
    ['::ffff:8.8.8.8 ::FFFF:808:404', [['ipv6-addr', '::ffff:8.8.8.8'], ['ipv6-addr', '::ffff:8.8.4.4']]],
    ['[https://evil.com](https://evil.com/x) [evil.com/a](evil.com/b)',
      [['site-uri', 'https://evil.com'], ['site-uri', 'https://evil.com/x'], ['site-uri', 'http://evil.com/a'], ['site-uri', 'http://evil.com/b']]],
    ['hxxp://evil[.]com/index.php?id[]=1&x[a]=2', [['site-uri', 'http://evil.com/index.php?id%5B%5D=1&x%5Ba%5D=2']]],
    ['http://evil.com/a#b#c', [['site-uri', 'http://evil.com/a#b%23c']]],
    ['bücher.de and xn--bcher-kva.de', [['domain-name', 'bücher.de'], ['domain-name', 'xn--bcher-kva.de']]],
    ['44D88612FEA8A8F36DE82E1278ABB02F', [['md5', '44d88612fea8a8f36de82e1278abb02f']]],
    ['3395856ce81f2b7382dee72602f798b642f14140', [['sha1', '3395856ce81f2b7382dee72602f798b642f14140']]],
    ['SHA256:275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f', [['sha256', '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f']]],
    ['Hashes: SHA1=3395856CE81F2B7382DEE72602F798B642F14140,MD5=44D88612FEA8A8F36DE82E1278ABB02F,SHA256=275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f,IMPHASH=f34d5f2d4577ed6d9ceec516c1f5a744',
      [['md5', '44d88612fea8a8f36de82e1278abb02f'], ['sha1', '3395856ce81f2b7382dee72602f798b642f14140'], ['sha256', '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f']]],
    ['ip=8.8.8.8 file_md5=44d88612fea8a8f36de82e1278abb02f hash=3395856ce81f2b7382dee72602f798b642f14140 PHPSESSID=275a021bbfb6489e54d471899f7db9d1',
      [['ipv4-addr', '8.8.8.8'], ['md5', '44d88612fea8a8f36de82e1278abb02f'], ['sha1', '3395856ce81f2b7382dee72602f798b642f14140']]],
    [String.raw`C:\Users\Public\Some Folder\evil.exe was run`, [['file-path', String.raw`C:\Users\Public\Some Folder\evil.exe`]]],
    [String.raw`"C:\Program Files\A B.exe" /s`, [['file-path', String.raw`C:\Program Files\A B.exe`]]],
    [String.raw`%APPDATA%\x\y.dll, \\srv\share\z.bat`, [['file-path', String.raw`%APPDATA%\x\y.dll`], ['file-path', String.raw`\\srv\share\z.bat`]]],
    ['wrote /tmp/.x/run.sh and ~/.ssh/authorized_keys.', [['file-path', '/tmp/.x/run.sh'], ['file-path', '~/.ssh/authorized_keys']]],
    [String.raw`HKLM\Software\Microsoft\Windows\CurrentVersion\Run\evil`, [['windows-reg-key', String.raw`HKLM\Software\Microsoft\Windows\CurrentVersion\Run\evil`]]],
    [String.raw`HKEY_CURRENT_USER\Control Panel\Desktop`, [['windows-reg-key', String.raw`HKEY_CURRENT_USER\Control Panel\Desktop`]]],
    [String.raw`Global\{3F2504E0-4F89} and mutex: abc_1`, [['mutex', String.raw`Global\{3F2504E0-4F89}`], ['mutex', 'abc_1']]],
    ['8.8.8.8 - - [01/Jan/2026:00:00:01 +0000] "GET /a/b.php?x=1 HTTP/1.1" 200 12 "-" "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/38.0"',
      [['ipv4-addr', '8.8.8.8'], ['http-user-agent', 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/38.0'], ['http-request-uri', '/a/b.php?x=1']]],
    ['User-Agent: curl/8.1 (evil)\r\nx', [['http-user-agent', 'curl/8.1 (evil)']]],
    ['invoice_2026.exe', [['file-name', 'invoice_2026.exe']]],
  ];
  for (const [text, expected] of cases) {
    test(text, () => assert.deepEqual(found(text), expected));
  }

  test('what is no indicator is not taken for one', () => {
    for (const text of [
      '1.2.3', '256.1.1.1', '01.02.03.04', '1.2.3.4.5', '1.2.3.4-rc1', 'lib-1.2.3.4', '1.2.3.4-1.2.3.4.5', '12:30:45', 'std::vector', 'a::b', 'e.g. this', 'foo.bar.bazqux', 'as 5 people', 'ASAP',
      'deadbeef', '550e8400-e29b-41d4-a716-446655440000', 'user@localhost2', '/and/or', 'CVE-99-1', 'XCVE-2024-3094', 'MS17', 'T1', '::', '10:20',
    ]) {
      assert.deepEqual(found(text), [], text);
    }
  });
});

describe('identifiers become references', () => {
  const cases: [string, string][] = [
    ['CVE-2024-3094', 'CVE'], ['CWE-79', 'CWE'], ['CAPEC-66', 'CAPEC'], ['RHSA-2024:1234', 'Red Hat'], ['DSA-5649-1', 'Debian'], ['USN-6716-1', 'Ubuntu'],
    ['GHSA-rxwq-x6h5-x525', 'GHSA'], ['MS17-010', 'Microsoft'], ['VU#421280', 'CERT/CC'], ['T1059.001', 'ATT&CK'], ['AA23-158A', 'CISA alert'],
    ['ICSA-24-001-01', 'CISA ICS'], ['JVNVU#94119876', 'JVN'], ['CERTFR-2024-AVI-0265', 'CERT-FR'], ['GLSA-202403-04', 'Gentoo'],
    ['cisco-sa-iosxe-webui-privesc-j22SaA4z', 'Cisco'], ['FG-IR-24-015', 'Fortinet'], ['XSA-453', 'Xen'], ['ZDI-24-195', 'Zero Day Initiative'],
    ['RUSTSEC-2024-0332', 'RustSec'], ['FEDORA-2024-d02c7bb266', 'Fedora'], ['SUSE-SU-2024:1151-1', 'SUSE'], ['ELSA-2024-12345', 'Oracle Linux'],
  ];
  for (const [id, family] of cases) {
    test(id, () => {
      const finding = only(`fixed in ${id}.`);
      assert.deepEqual([finding.kind, finding.value, finding.family], ['reference', id, family]);
    });
  }

  test('spelling is made canonical', () => {
    assert.deepEqual(found('cve-2024-3094 and CVE\u20112024\u20113095, VU #421280'), [
      ['reference', 'CVE-2024-3094'], ['reference', 'CVE-2024-3095'], ['reference', 'VU#421280'],
    ]);
  });
});

describe('what a person has to look at', () => {
  test('private and reserved addresses are flagged and not proposed', () => {
    const reserved = extract('10.0.0.1 127.0.0.1 192.0.2.7 169.254.1.1 224.0.0.1 100.64.0.1 fe80::1 fd00::1 2001:db8::1 AS64512 www.example.com evil.test http://192.168.1.1/x').findings;
    assert.deepEqual(reserved.map((finding) => finding.reserved), [
      'private', 'loopback', 'documentation', 'link-local', 'multicast', 'shared', 'link-local', 'private', 'documentation', 'documentation', 'special-name',
      'private', 'private',
    ]);
    assert.ok(reserved.every((finding) => !finding.proposed));
  });

  test('doubtful findings are noted and not proposed', () => {
    for (const [text, note] of [
      ['open setup.py now', 'file-like'], ['It was done.In the end', 'sentence-like'], ['9.9.9.1/24', 'host-bits'], ['version 8.8.4.1', 'version-like'],
      ['d41d8cd98f00b204e9800998ecf8427e', 'empty-file'], ['9.9.9.9/255.0.255.0', 'mask-not-contiguous'],
    ] as const) {
      const finding = only(text);
      assert.deepEqual(finding.notes, [note], text);
      assert.equal(finding.proposed, false, text);
    }
  });

  test('a name that was defanged is a name, whatever it ends in', () => {
    assert.deepEqual(only('setup[.]py').notes, []);
  });

  test('one finding for each value, with all its places', () => {
    const finding = only('evil[.]com then EVIL.com then evil.com');
    assert.equal(finding.count, 3);
    assert.deepEqual(finding.places, [{ from: 0, to: 10 }, { from: 16, to: 24 }, { from: 30, to: 38 }]);
  });
});

describe('mail', () => {
  const mail = [
    'Received: from mx.evil.com (mx.evil.com [9.9.9.1]) by mx.victim.org; Mon, 1 Jan 2026 00:00:00 +0000', 'From: "Bank" <bank@evil.com>',
    'Subject: =?utf-8?q?Your_acc=C3=B6unt?=', ' =?utf-8?b?IGlzIGxvY2tlZA==?=', 'X-Mailer: The Bat! 1.0', 'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b1"', '', '--b1', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '',
    'Go to http://evil.com/long=', '/path=3Fa=3D1 now', '--b1', 'Content-Type: text/html', 'Content-Transfer-Encoding: base64', '',
    Buffer.from('<a href="http://other.evil.com/x">y</a>').toString('base64'), '--b1--', '',
  ].join('\r\n');

  test('subject, mailer, headers and encoded parts are read', () => {
    const extraction = extract(mail);
    assert.equal(extraction.format, 'mail');
    assert.deepEqual(extraction.findings.map(({ kind, value }) => [kind, value]), [
      ['ipv4-addr', '9.9.9.1'], ['domain-name', 'mx.evil.com'], ['domain-name', 'mx.victim.org'], ['site-uri', 'http://evil.com/long/path?a=1'],
      ['site-uri', 'http://other.evil.com/x'], ['e-mail', 'bank@evil.com'], ['email-subject', 'Your accöunt is locked'], ['email-x-mailer', 'The Bat! 1.0'],
    ]);
  });

  test('places in an encoded part point into the mail as pasted', () => {
    const url = extract(mail).findings.find(({ value }) => value === 'http://evil.com/long/path?a=1');
    assert.equal(url?.original, 'http://evil.com/long=\r\n/path=3Fa=3D1');
  });

  test('a text with one colon is no mail', () => {
    assert.equal(extract('Subject: hello\nworld').format, 'text');
  });
});

describe('tables', () => {
  test('headings give a kind to what no pattern can tell', () => {
    const extraction = extract('ip;mutex;user-agent;file name\n9.9.9.9;"a;b";Evil 1.0;"in ""quotes"".exe"\r\n9.9.9.8;;-;x.dll\n');
    assert.equal(extraction.format, 'csv');
    assert.deepEqual(extraction.findings.map(({ kind, value }) => [kind, value]), [
      ['ipv4-addr', '9.9.9.9'], ['ipv4-addr', '9.9.9.8'], ['file-name', 'in "quotes".exe'], ['file-name', 'x.dll'], ['mutex', 'a;b'],
      ['http-user-agent', 'Evil 1.0'],
    ]);
  });

  test('a heading may be named like a member of every object', () => {
    const extraction = extract('ip;constructor\n9.9.9.9;anything\n');
    assert.deepEqual(extraction.findings.map(({ kind, value }) => [kind, value]), [['ipv4-addr', '9.9.9.9']]);
  });
});

describe('limits', () => {
  test('a longer text is cut, and the result says where', () => {
    const extraction = extract(`${' '.repeat(MAX_PASTE_LENGTH)}evil.com`);
    assert.deepEqual([extraction.truncated, extraction.readTo, extraction.findings.length], [true, MAX_PASTE_LENGTH, 0]);
  });

  test('too many findings are said to be so', () => {
    const text = Array.from({ length: MAX_FINDINGS + 5 }, (_, index) => `h${index}.evil.com`).join('\n');
    const extraction = extract(text);
    assert.deepEqual([extraction.tooMany, extraction.findings.length], [true, MAX_FINDINGS]);
  });

  test('hostile text is read to its end', { timeout: 60_000 }, () => {
    for (const unit of [
      'a.', 'a@', '1.', 'a:', '::', 'f', '/a', String.raw`C:\a`, String.raw`a\ `, 'http://', ')', 'http://a)', 'Mozilla/5.0 (', '[.', '<', 'CVE-', '"', '=?', '=\r\n',
      'HKLM\\a\\', 'Mozilla/5.0 (a) A/1 ', 'mutex = ', 'xn--', 'cisco-sa-a-', '/tmp/a', 'a:b:c:', '-', '\u0301a', 'x/http:/', 'www.a.com:1/',
    ]) {
      const text = unit.repeat(Math.floor(300_000 / unit.length));
      assert.equal(extract(text).readTo, text.length);
    }
  });

  test('the same text gives the same result', () => {
    const text = 'evil.com 8.8.8.8 CVE-2024-1234 hxxp://a.evil.com/x bob@evil.com';
    assert.deepEqual(extract(text), extract(text));
  });
});

describe('addresses', () => {
  test('RFC 5952 forms', () => {
    for (const [text, canonical] of [
      ['2001:0DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'], ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'], ['::FFFF:192.0.2.1', '::ffff:192.0.2.1'],
      ['0:0:0:0:0:0:0:0', '::'], ['1::', '1::'], ['::1', '::1'], ['0:0:1:0:0:0:0:1', '0:0:1::1'],
    ] as const) {
      assert.equal(formatIpv6(parseIpv6(text) ?? []), canonical);
    }
  });

  test('what is no address is refused', () => {
    for (const text of ['1:2:3', ':::', '1::2::3', 'g::1', '12345::', '1:2:3:4:5:6:7:8:9', '1.2.3.4::', '::1.2.3']) {
      assert.equal(parseIpv6(text), undefined, text);
    }
    for (const text of ['1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.04', '1.2.3.', 'a.b.c.d']) {
      assert.equal(parseIpv4(text), undefined, text);
    }
  });
});
