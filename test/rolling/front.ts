import { setTimeout as delay } from 'node:timers/promises';
import type { RolledService } from './deployment.ts';

/** How often each process is asked whether it is ready. */
const POLL_MS = 1_000;
const PATIENCE_MS = 2_000;

/** What a load balancer knows of the processes of one service: whom it may send to. */
export class Front {
  readonly name: RolledService;
  readonly #urls: readonly string[];
  readonly #ready = new Set<string>();
  readonly #closing = new AbortController();
  #turn = 0;

  constructor(name: RolledService, urls: readonly string[]) {
    this.name = name;
    this.#urls = urls;
    for (const url of urls) void this.#watch(url);
  }

  /** The ready ones in turn; undefined: there is none. */
  pick(): string | undefined {
    const ready = this.#urls.filter((url) => this.#ready.has(url));
    return ready[this.#turn++ % Math.max(1, ready.length)];
  }

  isReady(url: string): boolean {
    return this.#ready.has(url);
  }

  close(): void {
    this.#closing.abort();
  }

  async #watch(url: string): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const ready = await saysReady(url);
      if (ready) this.#ready.add(url);
      else if (ready === false) this.#ready.delete(url);
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** undefined: there was no answer in time, which on a busy machine says nothing. */
async function saysReady(url: string): Promise<boolean | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return fetch(`${url}/health/ready`, { signal }).then(
    ({ ok }) => ok,
    () => (signal.aborted ? undefined : false),
  );
}
