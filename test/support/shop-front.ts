import { expect } from 'vitest';
import { eventually } from './eventually.ts';
import type { Form, RunningForm } from './forms.ts';
import { getJson, postJson } from './http.ts';

/** What ingest takes in one request. */
const BATCH = 500;

export interface ShopAnswer {
  readonly strategy: string;
  readonly fallback: boolean;
  readonly next?: string;
  readonly emptyBecause?: string;
  readonly weights?: Readonly<Record<string, number>>;
  readonly items: readonly {
    readonly itemId: string;
    readonly score: number;
    readonly reasons?: readonly { readonly type: string; readonly itemId?: string }[];
    readonly features?: Readonly<Record<string, number>>;
  }[];
}

export const idsOf = ({ items }: Pick<ShopAnswer, 'items'>) => items.map(({ itemId }) => itemId);

/** A shop that talks to Freshet by HTTP alone, as a real one does. */
export interface ShopFront {
  readonly form: RunningForm;
  /** Puts items into the catalogue and waits until the API knows them. */
  stock(items: readonly object[]): Promise<void>;
  send(events: readonly object[]): Promise<void>;
  /** One view for each visitor and item, in their order; nobody but these visitors has been there. */
  walk(walks: Readonly<Record<string, readonly string[]>>): Promise<void>;
  /** Waits until the API knows of so many visits to items. */
  untilVisited(visits: Readonly<Record<string, number>>): Promise<void>;
  /** GETs a path below /v1. */
  get(path: string): Promise<ShopAnswer>;
  /** POSTs for recommendations. */
  ask(body: object): Promise<ShopAnswer>;
  /** The same of what is refused. */
  refusal(body: object): Promise<{ readonly status: number; readonly code: string }>;
}

export async function openShopFront({ start }: Pick<Form, 'start'>): Promise<ShopFront> {
  const form = await start();
  const { ingestUrl, apiUrl } = form;
  const post = (body: object) => postJson(`${apiUrl}/v1/recommendations`, body);
  let stocked = 0;

  async function send(events: readonly object[]): Promise<void> {
    for (let from = 0; from < events.length; from += BATCH) {
      const batch = events.slice(from, from + BATCH);
      const answer = await postJson(`${ingestUrl}/v1/events`, { events: batch });
      expect(answer).toMatchObject({ status: 202, body: { accepted: batch.length } });
    }
  }

  return {
    form,
    send,
    async stock(items) {
      for (let from = 0; from < items.length; from += BATCH) {
        const batch = items.slice(from, from + BATCH);
        const answer = await postJson(`${ingestUrl}/v1/items`, { items: batch });
        expect(answer).toMatchObject({ status: 202, body: { accepted: batch.length } });
      }
      stocked += items.length;
      await eventually('the API knows the catalogue', async () => {
        const metrics = await (await fetch(`${apiUrl}/metrics`)).text();
        expect(metrics).toContain(`freshet_api_catalogue_items ${stocked}\n`);
      });
    },
    walk: (walks) =>
      send(
        Object.entries(walks).flatMap(([userId, itemIds]) =>
          itemIds.map((itemId) => ({ type: 'view', userId, itemId })),
        ),
      ),
    async untilVisited(visits) {
      await eventually('every visit is counted', async () => {
        for (const [itemId, count] of Object.entries(visits)) {
          const item = await getJson<{ visits: number }>(`${apiUrl}/v1/items/${itemId}`);
          expect([itemId, item.visits]).toEqual([itemId, count]);
        }
      });
    },
    get: (path) => getJson(`${apiUrl}/v1/${path}`),
    async ask(body) {
      const { status, body: answer } = await post(body);
      expect(status, JSON.stringify(answer)).toBe(200);
      return answer as ShopAnswer;
    },
    async refusal(body) {
      const { status, body: problem } = await post(body);
      return { status, code: (problem as { code: string }).code };
    },
  };
}

/** So many visitors who each do the same. */
export function crowd(
  name: string,
  count: number,
  itemIds: readonly string[],
): Record<string, readonly string[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name} ${i}`, itemIds]));
}
