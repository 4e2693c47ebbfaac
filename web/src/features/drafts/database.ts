// IndexedDB with promises: the three stores of the vault.

export const STORES = ['keys', 'drafts', 'settings'] as const;
export type StoreName = (typeof STORES)[number];

const VERSION = 1;

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser storage failed'));
  });
}

/** One database; every method is a transaction of its own. */
export class Database {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
    // "Forget everything" in another page must not wait for this one.
    database.onversionchange = () => database.close();
  }

  static async open(name: string): Promise<Database> {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      for (const store of STORES) request.result.createObjectStore(store, { keyPath: 'id' });
    };
    return new Database(await settled(request));
  }

  static async delete(name: string): Promise<void> {
    await settled(indexedDB.deleteDatabase(name));
  }

  get(store: StoreName, id: string): Promise<unknown> {
    return settled(this.#database.transaction(store).objectStore(store).get(id));
  }

  all(store: StoreName): Promise<unknown[]> {
    return settled(this.#database.transaction(store).objectStore(store).getAll());
  }

  /** Resolves when the value is on disk, not when it is queued. */
  put(store: StoreName, value: { id: string }): Promise<void> {
    return this.#write(store, (objects) => objects.put(value));
  }

  /** Writes the value if what stands at another id is as it should be, in one transaction; tells whether it did. */
  putIf(store: StoreName, value: { id: string }, found: { store: StoreName; id: string; holds(value: unknown): boolean }): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction([store, found.store], 'readwrite', { durability: 'strict' });
      let holds = false;
      transaction.oncomplete = () => resolve(holds);
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser storage failed'));
      const asked = transaction.objectStore(found.store).get(found.id);
      asked.onsuccess = () => {
        holds = found.holds(asked.result);
        if (holds) transaction.objectStore(store).put(value);
      };
    });
  }

  /** Adds the value unless the id is taken; tells whether it did. Two pages that race agree on the first. */
  async add(store: StoreName, value: { id: string }): Promise<boolean> {
    try {
      await this.#write(store, (objects) => objects.add(value));
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'ConstraintError') return false;
      throw error;
    }
  }

  remove(store: StoreName, id: string): Promise<void> {
    return this.#write(store, (objects) => objects.delete(id));
  }

  close(): void {
    this.#database.close();
  }

  #write(store: StoreName, change: (objects: IDBObjectStore) => IDBRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(store, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the browser storage failed'));
      change(transaction.objectStore(store));
    });
  }
}
