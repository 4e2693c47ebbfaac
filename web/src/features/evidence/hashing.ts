// SHA-256 of a file of any size, in chunks: WebCrypto takes whole buffers only, so the compression
// function of FIPS 180-4 is here, and small files go to WebCrypto.

/** Files up to this size are hashed by WebCrypto in one piece. */
export const ONE_PIECE = 16 * 1024 * 1024;
const CHUNK = 4 * 1024 * 1024;

function roots(power: 2 | 3, count: number): number[] {
  const words: number[] = [];
  for (let candidate = 2; words.length < count; candidate += 1) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) prime &&= candidate % divisor !== 0;
    // FIPS 180-4 sections 4.2.2 and 5.3.3: the first 32 bits of the fractional parts of roots of primes.
    if (prime) words.push(fraction(candidate, power));
  }
  return words;
}

/** The first 32 bits of the fractional part of a root, exactly: by integer search on 2^64 times the fraction. */
function fraction(prime: number, power: 2 | 3): number {
  const scaled = BigInt(prime) << BigInt(32 * power);
  let low = 0n;
  let high = 1n << 40n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(power) <= scaled) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

const INITIAL = Uint32Array.from(roots(2, 8));
const ROUND = Uint32Array.from(roots(3, 64));

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** SHA-256 that takes its input in pieces. */
export class Sha256 {
  readonly #state = Uint32Array.from(INITIAL);
  readonly #block = new Uint8Array(64);
  readonly #words = new Uint32Array(64);
  #filled = 0;
  #length = 0;

  update(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      const take = Math.min(64 - this.#filled, bytes.length - at);
      this.#block.set(bytes.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled === 64) {
        this.#compress();
        this.#filled = 0;
      }
    }
    return this;
  }

  /** The digest; nothing may be added afterwards. */
  digest(): Uint8Array<ArrayBuffer> {
    const bits = BigInt(this.#length) * 8n;
    const padding = new Uint8Array(((119 - this.#filled) % 64) + 1 + 8);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, bits);
    this.update(padding);
    const digest = new Uint8Array(32);
    const view = new DataView(digest.buffer);
    this.#state.forEach((word, index) => view.setUint32(index * 4, word));
    return digest;
  }

  // FIPS 180-4 section 6.2.2.
  #compress(): void {
    const words = this.#words;
    const view = new DataView(this.#block.buffer);
    for (let t = 0; t < 16; t += 1) words[t] = view.getUint32(t * 4);
    for (let t = 16; t < 64; t += 1) {
      const w15 = words[t - 15] as number;
      const w2 = words[t - 2] as number;
      const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
      const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
      words[t] = ((words[t - 16] as number) + s0 + (words[t - 7] as number) + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = this.#state as unknown as [number, number, number, number, number, number, number, number];
    for (let t = 0; t < 64; t += 1) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[t] as number) + (words[t] as number)) | 0;
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => {
      this.#state[index] = ((this.#state[index] as number) + word) | 0;
    });
  }
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What hashing needs of a file. */
export type Hashable = Pick<Blob, 'size' | 'slice' | 'arrayBuffer'>;

/** The digest in hexadecimal. Reports progress, and stops when the signal says so. */
export async function sha256(file: Hashable, progress: (done: number, total: number) => void = () => {}, signal?: AbortSignal): Promise<string> {
  if (file.size <= ONE_PIECE) {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    signal?.throwIfAborted();
    progress(file.size, file.size);
    return toHex(new Uint8Array(digest));
  }
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += CHUNK) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
    progress(Math.min(at + CHUNK, file.size), file.size);
  }
  return toHex(hash.digest());
}
