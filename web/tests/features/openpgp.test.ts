// What a message may ask for, with messages as the library reads and writes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessage, encrypt, enums, readMessage, type PartialConfig } from 'openpgp';
import { isTooCostly, MAX_MEMORY_EXPONENT, MAX_RECIPIENTS, type Specifier } from '../../src/features/openpgp/cost.ts';

/** What the packets under passwords of a message say. */
async function specifiers(passwords: string[], config: PartialConfig): Promise<Specifier[]> {
  const written = await encrypt({ message: await createMessage({ text: 'x' }), passwords, config, format: 'binary' });
  const { packets } = await readMessage({ binaryMessage: written });
  return Array.from(packets.filterByTag(enums.packet.symEncryptedSessionKey) as unknown as { s2k: Specifier }[], ({ s2k }) => s2k);
}

const argon2 = (passes: number, memoryExponent: number): PartialConfig => ({ s2kType: enums.s2k.argon2, s2kArgon2Params: { passes, parallelism: 1, memoryExponent } });
const asked = (t: number, encodedM: number): Specifier => ({ type: 'argon2', t, encodedM });

test('a message of a person is opened', async () => {
  const usual = await specifiers(['a', 'b'], argon2(3, 10));
  assert.deepEqual(usual.map(({ type, t, encodedM }) => [type, t, encodedM]), [['argon2', 3, 10], ['argon2', 3, 10]]);
  assert.ok(!isTooCostly(usual, MAX_RECIPIENTS));
  assert.ok(!isTooCostly(await specifiers(Array.from({ length: 16 }, String), { s2kType: enums.s2k.iterated }), 0));
  // As RFC 9106 recommends where memory is short, and the dearest that is opened.
  assert.ok(!isTooCostly(Array.from({ length: 16 }, () => asked(3, 16)), 0));
  assert.ok(!isTooCostly([asked(10, MAX_MEMORY_EXPONENT)], 0));
});

test('what would hold the page for minutes is refused before it is tried', async () => {
  assert.ok(isTooCostly(await specifiers(['a'], argon2(11, 5)), 0));
  assert.ok(isTooCostly(await specifiers(Array.from({ length: 17 }, String), argon2(1, 5)), 0));
  assert.ok(isTooCostly([asked(1, MAX_MEMORY_EXPONENT + 1)], 0));
  assert.ok(isTooCostly([asked(255, 30)], 0));
  assert.ok(isTooCostly(Array.from({ length: 2 }, () => asked(10, MAX_MEMORY_EXPONENT)), 0));
  assert.ok(isTooCostly([], MAX_RECIPIENTS + 1));
});
