import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { endpointUrl, prepare, send, SubmitError, type Submission } from '../../src/features/submit/submit.ts';

const SUBMISSION: Submission = { endpoint: 'https://csirt.example.org/report#top', bytes: new TextEncoder().encode('<a/>'), format: 'xml' };
const fails = (code: string) => (error: unknown): boolean => error instanceof SubmitError && error.code === code;
const never = new AbortController().signal;

test('only https without credentials is an endpoint', () => {
  assert.equal(endpointUrl('https://csirt.example.org/report').href, 'https://csirt.example.org/report');
  assert.throws(() => endpointUrl(''), fails('not-configured'));
  for (const bad of ['http://csirt.example.org/', '//csirt.example.org', 'javascript:alert(1)', 'https://user:pw@csirt.example.org/', 'file:///etc/passwd', 'no url']) {
    assert.throws(() => endpointUrl(bad), fails('not-https'), bad);
  }
});

test('what is shown is what is sent, whatever is edited meanwhile', async () => {
  const signed = await prepare(SUBMISSION);
  assert.deepEqual(signed.signOff, {
    origin: 'https://csirt.example.org', url: 'https://csirt.example.org/report', contentType: 'application/xml; charset=utf-8', size: 4,
    sha256: createHash('sha256').update('<a/>').digest('hex'), text: '<a/>',
  });
  const bytes = SUBMISSION.bytes.slice();
  SUBMISSION.bytes[1] = 0x62;
  let request: RequestInit | undefined;
  const receipt = await send(signed, never, async (url, init) => {
    assert.equal(url, 'https://csirt.example.org/report');
    request = init;
    return new Response('{"ok":true}', { status: 202 });
  });
  assert.deepEqual(receipt, { status: 202, answer: '{"ok":true}' });
  assert.deepEqual(request?.body, bytes);
  assert.deepEqual([request?.method, request?.credentials, request?.referrerPolicy, request?.redirect, request?.cache], ['POST', 'omit', 'no-referrer', 'manual', 'no-store']);
  assert.deepEqual(request?.headers, { 'content-type': 'application/xml; charset=utf-8', accept: 'application/json, text/plain' });
});

test('a refusal carries the diagnostics of the receiver', async () => {
  const signed = await prepare(SUBMISSION);
  const answer = JSON.stringify({ diagnostics: [{ rule: 'r', xpath: '/a', message: 'm', other: 1 }, null, 5] });
  await assert.rejects(send(signed, never, async () => new Response(answer, { status: 422 })), (error: unknown) => {
    assert.ok(error instanceof SubmitError);
    assert.deepEqual([error.code, error.status, error.findings], ['refused', 422, [{ rule: 'r', xpath: '/a', message: 'm' }]]);
    return true;
  });
});

test('every other outcome is told apart', async () => {
  const signed = await prepare(SUBMISSION);
  for (const [status, code] of [[413, 'too-large'], [415, 'unsupported'], [500, 'failed'], [302, 'redirected'], [401, 'failed']] as const) {
    await assert.rejects(send(signed, never, async () => new Response('<html>', { status })), fails(code));
  }
  await assert.rejects(send(signed, never, async () => { throw new TypeError('failed to fetch'); }), fails('network'));
  await assert.rejects(send(signed, AbortSignal.abort(), async (_, init) => { init?.signal?.throwIfAborted(); return new Response(); }), fails('cancelled'));
});

test('an endless answer is cut', async () => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(10_000).fill(0x61)) });
  const receipt = await send(await prepare(SUBMISSION), never, async () => new Response(endless, { status: 200 }));
  assert.equal(receipt.answer.length, 65_536);
});
