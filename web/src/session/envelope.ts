// How questions and answers travel between a page and a worker.

export interface Request<M> {
  id: number;
  method: M;
  args: unknown[];
}

export type Response =
  | { id: number; result: unknown }
  | { id: number; error: { message: string; code: string } }
  /** Long work says what it is at. */
  | { id: number; stage: string; done: number; total: number }
  | { ready: true };
