import type { Freshet } from '@freshet/beacon';

type Call = [method: string, args: unknown[]];
const page = globalThis as unknown as { freshet?: Freshet };

/** Notes calls down until the beacon has loaded, which does them then; it is the stub of docs/pages.md. */
const early = (): Freshet =>
  new Proxy({ q: [] as Call[] } as unknown as Freshet & { q: Call[] }, {
    get: ({ q }, method: string) =>
      method === 'q' ? q : (...args: unknown[]) => void q.push([method, args]),
  });

/** The beacon, or what stands in for it so far; to be asked for at each call. */
export const freshet = (): Freshet => (page.freshet ??= early());

/** The shop's script comes before the beacon or after it. */
export const apiUrl = (): string =>
  document.querySelector<HTMLScriptElement>('script[data-api]')!.dataset['api']!;
