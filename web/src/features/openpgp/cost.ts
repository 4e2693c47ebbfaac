// What a message may ask for before anybody knows whether it can be opened: every packet with a session key
// is tried, and those under a password name the work themselves (RFC 9580 section 3.7.1.4).

/** As many recipients as the page writes. */
export const MAX_RECIPIENTS = 64;
const MAX_PASSWORDS = 16;
const MAX_PASSES = 10;
/** The memory of Argon2: two to this in kibibytes. */
export const MAX_MEMORY_EXPONENT = 18;
/** Passes over kibibytes in all: each password as RFC 9106 recommends where memory is short. */
const MAX_WORK = MAX_PASSWORDS * 3 * 2 ** 16;

/** What a packet under a password says about the way to its key. */
export interface Specifier {
  readonly type: string;
  /** Passes of Argon2. */
  readonly t?: number;
  readonly encodedM?: number;
}

export function isTooCostly(passwords: readonly Specifier[], recipients: number): boolean {
  const argon2 = passwords.filter(({ type }) => type === 'argon2').map(({ t = 0, encodedM = 0 }) => ({ passes: t, exponent: encodedM }));
  return recipients > MAX_RECIPIENTS || passwords.length > MAX_PASSWORDS
    || argon2.some(({ passes, exponent }) => passes > MAX_PASSES || exponent > MAX_MEMORY_EXPONENT)
    || argon2.reduce((work, { passes, exponent }) => work + passes * 2 ** exponent, 0) > MAX_WORK;
}
