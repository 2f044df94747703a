import { answerOf, type Calls } from './calls.ts';
import type { components, operations } from './generated/api.ts';
import { FreshetProblem, type Problem } from './problem.ts';
import { untilAnswered } from './retry.ts';

type Schemas = components['schemas'];
type PageQuery = NonNullable<operations['getItems']['parameters']['query']>;
export type CatalogueItem = Schemas['CatalogueItem'];

/** An item that was refused, and why. */
export interface RefusedItem extends Problem {
  readonly item: CatalogueItem;
}

export interface PutAllOutcome {
  readonly accepted: number;
  readonly refused: readonly RefusedItem[];
}

/** Bounds of one call, as the server has them; of the 512 KB of a body a fifth is left to spare. */
const ITEMS_MAX = 500;
const BYTES_MAX = 400_000;
/** About two minutes with the waits between; to make a call twice changes nothing. */
const attempts = { attemptsMax: 8 };

/** The catalogue. What fails for the time being is tried up to eight times. */
export function createCatalogue(writes: Calls, reads: Calls) {
  return {
    /** @throws FreshetProblem */
    async put(item: CatalogueItem): Promise<void> {
      const { itemId, ...body } = item;
      const params = { path: { itemId } };
      await untilAnswered(
        () => answerOf(writes.PUT('/v1/items/{itemId}', { params, body })),
        attempts,
      );
    },

    /** Puts all of them, hundreds a call, and says which were refused. @throws FreshetProblem */
    async putAll(
      items: Iterable<CatalogueItem> | AsyncIterable<CatalogueItem>,
    ): Promise<PutAllOutcome> {
      let accepted = 0;
      const refused: RefusedItem[] = [];
      for await (const batch of batches(items)) {
        const outcome = await untilAnswered(() => putBatch(writes, batch), attempts);
        accepted += outcome.accepted;
        refused.push(...outcome.refused);
      }
      return { accepted, refused };
    },

    /** @throws FreshetProblem */
    async delete(itemId: string): Promise<void> {
      const params = { path: { itemId } };
      await untilAnswered(
        () => answerOf(writes.DELETE('/v1/items/{itemId}', { params })),
        attempts,
      );
    },

    /** What is known of an item. @throws FreshetProblem `ITEM_UNKNOWN` */
    get(itemId: string): Promise<Schemas['Item']> {
      const params = { path: { itemId } };
      return untilAnswered(() => answerOf(reads.GET('/v1/items/{itemId}', { params })), attempts);
    },

    /** All items that are known, those without an entry in the catalogue as well, page by page. @throws FreshetProblem */
    async *all({ fields }: Pick<PageQuery, 'fields'> = {}): AsyncGenerator<Schemas['KnownItem']> {
      let after: number | undefined = 0;
      while (after !== undefined) {
        const query = { n: ITEMS_MAX, after, ...(fields !== undefined && { fields }) };
        const page: Schemas['ItemPage'] = await untilAnswered(
          () => answerOf(reads.GET('/v1/items', { params: { query } })),
          attempts,
        );
        yield* page.items;
        after = page.next;
      }
    },
  };
}

async function putBatch(writes: Calls, batch: readonly CatalogueItem[]): Promise<PutAllOutcome> {
  const call = answerOf(writes.POST('/v1/items', { body: { items: [...batch] } }));
  const { accepted, rejected } = await call.catch((error: unknown) => {
    if (error instanceof FreshetProblem && error.rejected.length > 0) {
      return { accepted: 0, rejected: error.rejected };
    }
    throw error;
  });
  return {
    accepted,
    refused: rejected.map(({ index, code, message }) => ({ item: batch[index]!, code, message })),
  };
}

async function* batches(
  items: Iterable<CatalogueItem> | AsyncIterable<CatalogueItem>,
): AsyncGenerator<readonly CatalogueItem[]> {
  let batch: CatalogueItem[] = [];
  let bytes = 0;
  for await (const item of items) {
    // Three bytes a character at most.
    const size = JSON.stringify(item).length * 3;
    if (batch.length === ITEMS_MAX || (batch.length > 0 && bytes + size > BYTES_MAX)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
