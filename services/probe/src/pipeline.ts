import { PROBE_SITE } from '@freshet/events';

/** Items that probe visitors look at; nobody else ever sees them. */
export const ITEMS: readonly string[] = Array.from({ length: 8 }, (_, i) => `probe-${i}`);

/** A visit of a made-up visitor. */
export interface Visit {
  /** The same when it is sent again, so that it counts once. */
  readonly id: string;
  readonly visitor: string;
  readonly itemId: string;
}

/** A deployment as its clients see it. */
export interface Pipeline {
  /** Whether ingest has taken it. */
  write(visit: Visit, signal: AbortSignal): Promise<boolean>;
  /** Which of the items a list for the visitor has; undefined: no answer. */
  read(visitor: string, signal: AbortSignal): Promise<readonly string[] | undefined>;
}

export interface PipelineOptions {
  /** Of the ingest and the API, without a slash at the end. */
  readonly ingestUrl: string;
  readonly apiUrl: string;
  /** A key of the probe's site; '' where there are no keys. */
  readonly key: string;
}

/** Everything goes over HTTP, as it does for a page. */
export function overHttp({ ingestUrl, apiUrl, key }: PipelineOptions): Pipeline {
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'freshet-probe',
    ...(key !== '' && { authorization: `Bearer ${key}` }),
  };
  async function post(url: string, body: object, signal: AbortSignal): Promise<unknown> {
    const init = { method: 'POST', headers, signal, body: JSON.stringify(body) };
    const answer = await fetch(`${url}?site=${PROBE_SITE}`, init).catch(() => undefined);
    // A body that is not read keeps its connection.
    const said = await answer?.json().catch(() => undefined);
    return answer?.ok === true ? said : undefined;
  }
  return {
    async write({ id, visitor, itemId }, signal) {
      const event = { id, type: 'view', anonymousId: visitor, itemId };
      return (await post(`${ingestUrl}/v1/events`, event, signal)) !== undefined;
    },
    async read(visitor, signal) {
      const question = { anonymousId: visitor, candidates: ITEMS, n: ITEMS.length };
      const said = await post(`${apiUrl}/v1/recommendations`, question, signal);
      const { items } = Object(said) as { items?: readonly { readonly itemId: string }[] };
      return items?.map(({ itemId }) => itemId);
    },
  };
}
