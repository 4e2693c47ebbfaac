// What a worker says about an error: the words and the code of the core, or that it is a fault of ours.

export function describe(error: unknown): { message: string; code: string } {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) {
    return { message: String(error.message), code: String(error.code) };
  }
  return { message: error instanceof Error ? error.message : String(error), code: 'internal' };
}
