import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { decode, decodeText, ImportError, isDocument, MAX_IMPORT_BYTES, readBytes } from '../../src/features/import/decode.ts';

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (unit) => unit.charCodeAt(0));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const fails = (code: string) => (error: unknown): boolean => error instanceof ImportError && error.code === code;

describe('files', () => {
  test('of UTF-8 go to the core as they are', () => {
    for (const bytes of [utf8('<?xml version="1.0" encoding="UTF-8"?><a/>'), utf8('\uFEFF<?xml version="1.0"?><a/>'), utf8('<a>\u00e9\u{1f600}</a>'), utf8("<?xml version='1.0' encoding='utf-16'?><a/>")]) {
      const decoded = decode(bytes);
      assert.equal(decoded.bytes, bytes);
      assert.deepEqual([decoded.as, decoded.charset], ['xml', undefined]);
    }
  });

  test('that are not the UTF-8 that they say they are, or say nothing, keep their letters', () => {
    for (const [bytes, expected, as] of [
      [latin1('<a>caf\u00e9</a>'), '<a>caf\u00e9</a>', 'xml'],
      [latin1('<?xml version="1.0" encoding="UTF-8"?><a>\u0093\u00fc</a>'), '<?xml version="1.0" encoding="UTF-8"?><a>\u201c\u00fc</a>', 'xml'],
      [latin1('<?xml version="1.0" encoding="us-ascii"?><a>\u00fc</a>'), '<?xml version="1.0" encoding="UTF-8"?><a>\u00fc</a>', 'xml'],
      // Not well-formed either: the source that is shown is what the file says.
      [latin1('<a>caf\u00e9'), '<a>caf\u00e9', 'xml'],
      [latin1('{"a": "caf\u00e9"}'), '{"a": "caf\u00e9"}', 'json'],
    ] as const) {
      const decoded = decode(bytes);
      assert.equal(text(decoded.bytes), expected);
      assert.deepEqual([decoded.as, decoded.charset, decoded.assumed], [as, 'windows-1252', true]);
    }
  });

  test('of UTF-16 are decoded although the document in them is broken, and refused when they are broken themselves', () => {
    const wide = (value: string, little: boolean): Uint8Array<ArrayBuffer> => Uint8Array.from([...value].flatMap((unit) => {
      const code = unit.charCodeAt(0);
      return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }));
    for (const little of [true, false]) {
      for (const mark of ['\uFEFF', '']) {
        const decoded = decode(wide(`${mark}<?xml version="1.0" encoding="UTF-16"?><a>\u00e9</b>`, little));
        assert.equal(text(decoded.bytes), '<?xml version="1.0" encoding="UTF-8"?><a>\u00e9</b>');
        assert.deepEqual([decoded.as, decoded.charset], ['xml', 'UTF-16']);
        assert.equal(decode(wide(`${mark}{"version":"2.0"}`, little)).as, 'json');
      }
      assert.throws(() => decode(wide('\uFEFF<a>\ud800</a>', little)), fails('undecodable'));
      assert.throws(() => decode(Uint8Array.from([...wide('\uFEFF<a/>', little), 0x20])), fails('undecodable'));
    }
  });

  test('of a legacy encoding are decoded by what they declare, and it is said', () => {
    const decoded = decode(latin1('<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>\n<a>caf\u00e9</a>'));
    assert.equal(text(decoded.bytes), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a>caf\u00e9</a>');
    assert.equal(decoded.charset, 'ISO-8859-1');
    const japanese = decode(Uint8Array.from([...latin1("<?xml version='1.0' encoding='Shift_JIS'?><a>"), 0x83, 0x41, ...latin1('</a>')]));
    assert.equal(text(japanese.bytes), "<?xml version='1.0' encoding='UTF-8'?><a>\u30a2</a>");
  });

  test('that cannot be decoded are refused with the name of the encoding', () => {
    assert.throws(() => decode(latin1('<?xml version="1.0" encoding="EBCDIC-X"?><a/>')), fails('unknown-charset'));
    assert.throws(() => decode(Uint8Array.from([...latin1('<?xml version="1.0" encoding="Shift_JIS"?><a>'), 0x81, 0xff])), fails('undecodable'));
  });

  test('of JSON are told from XML', () => {
    assert.equal(decode(utf8(' {"version":"2.0"}')).as, 'json');
    assert.equal(decode(utf8('\uFEFF{"version":"2.0"}')).as, 'json');
  });

  test('that are empty or too large are refused before they are read', async () => {
    assert.throws(() => decode(new Uint8Array(0)), fails('empty'));
    let read = false;
    const large = { size: MAX_IMPORT_BYTES + 1, arrayBuffer: async () => { read = true; return new ArrayBuffer(0); } } as unknown as Blob;
    await assert.rejects(readBytes(large), fails('too-large'));
    assert.equal(read, false);
    assert.equal(text(await readBytes(new Blob(['<a/>']))), '<a/>');
  });
});

describe('pasted text', () => {
  test('keeps its characters whatever its declaration says', () => {
    assert.equal(text(decodeText('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u30a2</a>').bytes), '<?xml version="1.0" encoding="UTF-8"?><a>\u30a2</a>');
    assert.equal(text(decodeText('<?xml version="1.0" encoding="UTF-16"?><a/>').bytes), '<?xml version="1.0" encoding="UTF-8"?><a/>');
  });

  test('is a document or a text with indicators', () => {
    for (const good of ['<?xml version="1.0"?><a/>', ' <IODEF-Document>', '<iodef:IODEF-Document x="1">', '{"version": "2.0", "Incident": []}']) assert.ok(isDocument(good), good);
    for (const other of ['evil.com', '<html>', '{"ip": "9.9.9.9"}', 'From: <?xml']) assert.ok(!isDocument(other), other);
  });
});
