// A document in its worker, seen from the interface: each method is a question, its answer a promise.
import type { Request, Response } from './envelope.ts';
import type { Methods } from './protocol.ts';

export type Progress = (stage: string, done: number, total: number) => void;

type Questions<All> = { [M in keyof All]: (...args: never[]) => unknown };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  progress: Progress | undefined;
}

/** What the core refused, with a code that a message can be looked up by. */
export class SessionError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.name = 'SessionError';
    this.code = code;
  }
}

/** A worker, asked by the methods of `All`. */
export class Caller<All extends Questions<All>> {
  readonly #start: () => Worker;
  #worker: Worker;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  #failed: Error | undefined;

  /** `start` makes the first worker, and the one that takes its place after a restart. */
  constructor(start: () => Worker) {
    this.#start = start;
    this.#worker = this.#listen(start());
  }

  /** Asks the worker. Buffers of `transfer` change hands. */
  call<M extends keyof All & string>(
    method: M,
    args: Parameters<All[M]>,
    options: { progress?: Progress; transfer?: Transferable[] } = {},
  ): Promise<ReturnType<All[M]>> {
    if (this.#failed) return Promise.reject(this.#failed);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        resolve: resolve as (value: unknown) => void,
        reject,
        progress: options.progress,
      });
      const request: Request<M> = { id, method, args };
      this.#worker.postMessage(request, options.transfer ?? []);
    });
  }

  /** Ends the worker; what was asked and not answered is refused. */
  close(): void {
    this.#fail(new SessionError('the document was closed', 'closed'));
    this.#worker.terminate();
  }

  /** Stops what is under way, and forgets the document; then it can be used again. */
  restart(): void {
    if (this.#failed) return;
    this.#worker.terminate();
    this.#refuse(new SessionError('this was stopped', 'stopped'));
    this.#worker = this.#listen(this.#start());
  }

  #listen(worker: Worker): Worker {
    worker.addEventListener('message', (event: MessageEvent<Response>) => this.#receive(event.data));
    worker.addEventListener('error', (event) =>
      this.#fail(new SessionError(event.message || 'the worker cannot be started', 'worker')));
    worker.addEventListener('messageerror', () =>
      this.#fail(new SessionError('an answer of the worker cannot be read', 'worker')));
    return worker;
  }

  #receive(response: Response): void {
    if ('ready' in response) return;
    const waiting = this.#waiting.get(response.id);
    if (!waiting) return;
    if ('stage' in response) {
      waiting.progress?.(response.stage, response.done, response.total);
      return;
    }
    this.#waiting.delete(response.id);
    if ('error' in response) {
      waiting.reject(new SessionError(response.error.message, response.error.code));
    } else {
      waiting.resolve(response.result);
    }
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    this.#refuse(error);
  }

  #refuse(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/** One document. Two of them never share anything. */
export class Session extends Caller<Methods> {
  constructor(start: () => Worker = startWorker) {
    super(start);
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'iodef' });
}
