// Octets as people compare them.

/** Two lower-case hexadecimal digits for each octet. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
