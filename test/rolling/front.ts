import { setTimeout as delay } from 'node:timers/promises';
import type { RolledService } from './deployment.ts';

/** How often each process is asked whether it is ready. */
const POLL_MS = 1_000;
const PATIENCE_MS = 1_000;
/** So many looks in a row without an answer tell as much as a no; one says little on a busy machine. */
const UNANSWERED_MAX = 3;

type Standing = 'ready' | 'silent' | 'away';

/** What a load balancer knows of the processes of one service: whom it may send to. */
export class Front {
  readonly name: RolledService;
  readonly #urls: readonly string[];
  readonly #standing = new Map<string, Standing>();
  readonly #closing = new AbortController();
  #turn = 0;

  constructor(name: RolledService, urls: readonly string[]) {
    this.name = name;
    this.#urls = urls;
    for (const url of urls) void this.#watch(url);
  }

  /**
   * The ready ones in turn; where there is none those that do not say, as balancers do that would
   * otherwise have nobody. undefined: there is none of these either.
   */
  pick(): string | undefined {
    const ready = this.#those('ready');
    const able = ready.length > 0 ? ready : this.#those('silent');
    return able[this.#turn++ % Math.max(1, able.length)];
  }

  isReady(url: string): boolean {
    return this.#standing.get(url) === 'ready';
  }

  close(): void {
    this.#closing.abort();
  }

  #those(standing: Standing): readonly string[] {
    return this.#urls.filter((url) => this.#standing.get(url) === standing);
  }

  async #watch(url: string): Promise<void> {
    const { signal } = this.#closing;
    for (let unanswered = 0; !signal.aborted; ) {
      const said = await saysReady(url);
      unanswered = said === undefined ? unanswered + 1 : 0;
      if (said !== undefined) this.#standing.set(url, said ? 'ready' : 'away');
      else if (unanswered >= UNANSWERED_MAX && this.isReady(url)) this.#standing.set(url, 'silent');
      await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** undefined: there was no answer in time. */
async function saysReady(url: string): Promise<boolean | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return fetch(`${url}/health/ready`, { signal }).then(
    ({ ok }) => ok,
    () => (signal.aborted ? undefined : false),
  );
}
