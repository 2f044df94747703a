import { type Access, guardRoutes, openAccess } from '@freshet/access';
import {
  createApi,
  createExperimentAdmin,
  createExplorationAdmin,
  openExperiments,
  openRules,
} from '@freshet/api';
import {
  type CatalogueItem,
  catalogueItemCodec,
  DEFAULT_SITE,
  FIRST_NAMESPACE,
  itemKey,
  topics,
} from '@freshet/events';
import { describeRoutes } from '@freshet/openapi';
import {
  applyEvent,
  applySignal,
  deployments,
  emptyItemState,
  emptyProfile,
  type ItemState,
  type Profile,
  type ProfileEvent,
} from '@freshet/recommend';
import { createHttpServer, Registry } from '@freshet/runtime';
import {
  encodeItemStats,
  itemCodec,
  itemRef,
  profileCodec,
  profileRef,
  type StateRef,
  type Store,
} from '@freshet/store';
import { type Log, openSigningKey, type Signer } from '@freshet/stream';
import { type ItemTables, openItemTables } from '@freshet/tables';
import type { FastifyInstance } from 'fastify';
import { expect, onTestFinished } from 'vitest';
import { catalogueItem } from './catalogue-item.ts';
import { openEmbedded } from './embedded.ts';
import { quietLogger } from './quiet-logger.ts';
import { followRoutes } from './routes-of.ts';
import { eventually } from './eventually.ts';
import { followNamespaces } from './pipeline.ts';

const PARTITIONS = 4;
const space = { namespace: FIRST_NAMESPACE, partitions: PARTITIONS };
const deployment = deployments.shop;
export const NOW = Date.UTC(2026, 10, 21, 12);

/** The sessions of some users: user id to the items visited, in order. */
export type Sessions = Readonly<Record<string, readonly string[]>>;

type CatalogueChanges = Readonly<Record<string, Partial<CatalogueItem> | null>>;

export interface TestApi {
  readonly app: FastifyInstance;
  readonly tables: ItemTables;
  readonly registry: Registry;
  readonly signer: Signer;
  readonly log: Log;
  /** Leaves state and statistics as workers would after these sessions, and waits for the tables. */
  visit(sessions: Sessions): Promise<void>;
  /** The same after these orders, each of another visitor's. */
  order(...baskets: readonly (readonly string[])[]): Promise<void>;
  /** Puts items into the catalogue, or deletes those that are null, and waits for the tables. */
  catalogue(items: CatalogueChanges): Promise<void>;
  /** Puts and deletes as `catalogue` does, and waits for nothing. */
  putOrDelete(items: CatalogueChanges): Promise<void>;
  /** GETs a path; any status but the one given fails the test with the answer. */
  get<T>(path: string, status?: number): Promise<T>;
  post<T>(path: string, body: object, status?: number): Promise<T>;
  put<T>(path: string, body: object, status?: number): Promise<T>;
}

/** No board or neighbour list is kept longer, in ms. */
const HELD_MS_MAX = 20_000;

/** The recommendations on the embedded engine, or on another store, for `inject`. */
export async function openApi(
  options: {
    store?: Store;
    itemsMax?: number;
    visitorsMin?: number;
    clock?: () => number;
    /** 0 when absent: what tests expect is what the ranking makes. */
    explorationShare?: number;
    random?: () => number;
    /** Where an ingest is that runs apart. */
    ingestUrl?: string;
    access?: Pick<Access, 'isOpen' | 'find' | 'identitySecrets'>;
  } = {},
): Promise<TestApi> {
  const { log, store: embedded, close } = await openEmbedded({ partitions: PARTITIONS });
  const { store = embedded, itemsMax = 1_000, visitorsMin = 1, ...drawing } = options;
  const { clock = () => NOW, access = openAccess } = options;
  const registry = new Registry();
  let tableClock = 0;
  // Every answer finds what is held too old: tests see what they have just done.
  const answerLater = <T>(request: InjectedRequest, status?: number): Promise<T> => {
    tableClock += HELD_MS_MAX;
    return answerOf(app, request, status);
  };
  const onFatal = (error: Error) => {
    throw error;
  };
  const tables = await openItemTables({
    log,
    namespace: FIRST_NAMESPACE,
    logger: quietLogger,
    itemsMax,
    visitorsMin,
    hasLikes: true,
    deployment,
    onFatal,
    clock: () => tableClock,
  });
  const app = createHttpServer(quietLogger);
  followRoutes(app);
  guardRoutes(app, access);
  describeRoutes(app, { title: 'API', description: 'Of a test.' });
  const experiments = await openExperiments({ log, logger: quietLogger, clock, onFatal });
  const signer = await openSigningKey(log);
  const namespaces = await followNamespaces(log);
  const rules = await openRules({ log, logger: quietLogger, clock, onFatal });
  const served = { current: { namespace: FIRST_NAMESPACE, partitions: PARTITIONS, tables } };
  await app.register(
    createApi({
      log,
      store,
      namespaces,
      served,
      deployment,
      experiments,
      signer,
      rules,
      clock,
      registry,
      logger: quietLogger,
      ...drawing,
    }),
  );
  await app.register(createExperimentAdmin({ served, experiments, clock }));
  await app.register(createExplorationAdmin({ served, explorationShare: 0.05 }));
  await tables.caughtUp;
  onTestFinished(async () => {
    await app.close();
    await experiments.close();
    await rules.close();
    await namespaces.close();
    await tables.close();
    await close();
  });
  const { items } = tables.site(DEFAULT_SITE);
  const known = new Map<string, CatalogueItem | null>();
  const states = new Map<string, ItemState>();
  let orders = 0;

  async function settle(): Promise<void> {
    for (const [itemId, state] of states) {
      await write(store, itemRef(space, DEFAULT_SITE, itemId), itemCodec.encode(state));
    }
    await publishStats(log, states);
    await eventually('the tables know what visitors did', () => {
      for (const [itemId, { visits, lastSeen }] of states) {
        const slot = items.slotOf(itemId);
        const { columns } = items;
        expect([columns.visits[slot], columns.lastSeen[slot]]).toEqual([visits, lastSeen]);
      }
    });
  }

  return {
    app,
    tables,
    registry,
    signer,
    log,
    async visit(sessions) {
      await Promise.all(
        Object.entries(sessions).map(([userId, itemIds]) =>
          write(
            store,
            profileRef(space, profileId(userId)),
            profileCodec.encode(walk(states, userId, itemIds)),
          ),
        ),
      );
      await settle();
    },
    async order(...baskets) {
      for (const [i, itemIds] of baskets.entries()) {
        take(states, emptyProfile(), purchase(`order ${orders++}-${i}`, itemIds));
      }
      await settle();
    },
    putOrDelete: (entries) => publishCatalogue(log, entries),
    async catalogue(entries) {
      await publishCatalogue(log, entries);
      for (const [itemId, fields] of Object.entries(entries)) {
        known.set(itemId, fields && catalogueItem(itemId, fields));
      }
      await eventually('the tables know the catalogue', () => {
        for (const [itemId, item] of known) {
          const entry = items.entryIn(items.slotOf(itemId));
          expect([itemId, entry?.price, entry?.available]).toEqual([
            itemId,
            item?.price,
            item?.available,
          ]);
        }
      });
    },
    get: (path, status) => answerLater({ method: 'GET', url: path }, status),
    post: (path, body, status) => answerLater({ method: 'POST', url: path, payload: body }, status),
    put: (path, body, status) => answerLater({ method: 'PUT', url: path, payload: body }, status),
  };
}

function profileId(userId: string) {
  return { site: DEFAULT_SITE, userId, anonymousId: null };
}

interface InjectedRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly payload?: object;
}

async function answerOf<T>(
  app: FastifyInstance,
  request: InjectedRequest,
  status = 200,
): Promise<T> {
  const answer = await app.inject(request);
  expect(answer.statusCode, answer.body).toBe(status);
  return answer.json<T>();
}

/** What workers make of one user's session. */
function walk(states: Map<string, ItemState>, userId: string, itemIds: readonly string[]): Profile {
  const profile = emptyProfile();
  for (const [i, itemId] of itemIds.entries()) {
    take(states, profile, view(`${userId}-${i}`, userId, itemId));
  }
  return profile;
}

function take(states: Map<string, ItemState>, profile: Profile, event: ProfileEvent): void {
  for (const signal of applyEvent(profile, event, deployment)) {
    const state = states.get(signal.itemId) ?? emptyItemState();
    states.set(signal.itemId, state);
    applySignal(state, signal, event.at, deployment);
  }
}

function purchase(id: string, itemIds: readonly string[]): ProfileEvent {
  const items = itemIds.map((itemId) => ({ itemId, categories: ['all'] }));
  return { ...view(id, id, ''), type: 'purchase', itemId: null, orderId: id, items };
}

function view(id: string, userId: string, itemId: string): ProfileEvent {
  const event = { id, type: 'view', userId, anonymousId: null, itemId, at: NOW - 60_000 };
  const nothing = { orderId: null, value: null, recommId: null, position: null, history: null };
  return { ...event, ...nothing, sessionId: null, categories: ['all'], items: [] };
}

/** Writes one value, whatever the fence of its partition is. */
async function write(store: Store, { partition, key }: StateRef, value: Uint8Array): Promise<void> {
  for (;;) {
    const { fence: from } = await store.read(partition, []);
    const next = { next: (from?.next ?? 0) + 1, checksum: 0, streamTime: NOW };
    if (!(await store.apply({ partition, from, next, writes: [{ key, value }] })).stale) return;
  }
}

async function publishStats(log: Log, states: ReadonlyMap<string, ItemState>): Promise<void> {
  const records = [...states].map(([itemId, state]) => {
    const key = itemKey(DEFAULT_SITE, itemId);
    return { key, value: encodeItemStats(key, state) };
  });
  await log.publisher.publish(topics.itemStats.name, records);
}

async function publishCatalogue(log: Log, entries: CatalogueChanges): Promise<void> {
  const records = Object.entries(entries).map(([itemId, fields]) => ({
    key: itemKey(DEFAULT_SITE, itemId),
    value: fields && catalogueItemCodec.encode(catalogueItem(itemId, fields)),
  }));
  await log.publisher.publish(topics.catalogueItems.name, records);
}
