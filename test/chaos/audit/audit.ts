import type { BehaviourEvent } from '@freshet/events';
import { type Deployment, emptyItemState, emptyProfile } from '@freshet/recommend';
import { itemCodec, keptCodec, profileCodec } from '@freshet/store';
import { itemDifferences } from './item-differences.ts';
import { type Model, modelOf } from './model.ts';
import { isSamePerson, leftBehind } from './people.ts';

const keptProfiles = keptCodec(profileCodec);

/** What a run left behind. */
export interface Evidence {
  /** Ids with a 2xx by profile key, in the order in which they got it. */
  readonly acknowledged: ReadonlyMap<string, readonly string[]>;
  /** All of `behaviour.events`, in log order within each partition. */
  readonly events: readonly BehaviourEvent[];
  /** Values of the profiles in the store, by key. */
  readonly profiles: ReadonlyMap<string, Uint8Array>;
  /** Values of the items in the store, by key. */
  readonly items: ReadonlyMap<string, Uint8Array>;
  /** Visits in each item's newest line of `item.stats`, by key: what every API holds in memory. */
  readonly stats: ReadonlyMap<string, number>;
  /** Records that somebody gave up. */
  readonly deadLetters: number;
}

export interface Verdict {
  readonly acknowledged: number;
  /** Events with an effect in the profiles of the store. */
  readonly processed: number;
  /** Events and visits that should have had an effect and have none. */
  readonly lost: number;
  /** Effects of events and visits beyond the first. */
  readonly doubled: number;
  /** Items that an API would show with the visits of a moment ago. */
  readonly staleStats: number;
  /** Everything that is not as it should be, in words. */
  readonly differences: readonly string[];
}

/**
 * Items whose newest line in `item.stats` is not what the store holds. The topic has no fence: a
 * writer that was stopped just before it published can put an old line behind its successor's, which
 * the item's next change mends. So it is counted, and is no difference.
 */
function staleStats({ items, stats }: Evidence): number {
  const lineOf = (key: string) => stats.get(key) ?? 0;
  return [...items].filter(([key, bytes]) => itemCodec.decode(bytes).visits !== lineOf(key)).length;
}

/** Holds a run's evidence against the plain model: exact, profile by profile and item by item. */
export function audit(evidence: Evidence, deployment: Deployment): Verdict {
  const model = modelOf(evidence.events, deployment);
  const tally = new Tally();
  auditIntake(evidence, model, tally);
  const processed = auditProfiles(evidence, model, tally);
  auditFormerIds(evidence, model, tally);
  auditItems(evidence, model, deployment, tally);
  if (evidence.deadLetters > 0) tally.differences.push(`${evidence.deadLetters} dead letters`);
  const acknowledged = [...evidence.acknowledged.values()].reduce((n, ids) => n + ids.length, 0);
  const { lost, doubled, differences } = tally;
  return {
    acknowledged,
    processed,
    lost,
    doubled,
    staleStats: staleStats(evidence),
    differences,
  };
}

class Tally {
  lost = 0;
  doubled = 0;
  readonly differences: string[] = [];

  count(what: string, found: number, expected: number): void {
    this.lost += Math.max(0, expected - found);
    this.doubled += Math.max(0, found - expected);
    if (found !== expected) this.differences.push(`${what}: ${found} instead of ${expected}`);
  }
}

/** What was acknowledged is what lies in the log, and each key's in the order of acknowledgement. */
function auditIntake({ acknowledged }: Evidence, { idsByKey }: Model, tally: Tally): void {
  for (const [key, ids] of acknowledged) {
    const logged = idsByKey.get(key) ?? [];
    const present = new Set(logged);
    const missing = ids.filter((id) => !present.has(id));
    tally.lost += missing.length;
    for (const id of missing) tally.differences.push(`${key}: ${id} is acknowledged, not logged`);
    const inOrder = logged.length === ids.length && logged.every((id, i) => id === ids[i]);
    if (missing.length === 0 && !inOrder) {
      tally.differences.push(`${key}: logged ${logged.join(' ')}, acknowledged ${ids.join(' ')}`);
    }
  }
  for (const key of idsByKey.keys()) {
    if (!acknowledged.has(key)) tally.differences.push(`${key}: logged, never acknowledged`);
  }
}

/** Byte by byte; of people with several ids, whose parts meet in any order, up to that order. */
function auditProfiles(evidence: Evidence, { profiles, redirects }: Model, tally: Tally): number {
  const people = new Set(redirects.values());
  let processed = 0;
  for (const [key, expected] of profiles) {
    const bytes = evidence.profiles.get(key);
    const found = (bytes && keptProfiles.decode(bytes).state) ?? emptyProfile();
    processed += found.events;
    tally.count(`${key}: events`, found.events, expected.events);
    const isSame = people.has(key)
      ? isSamePerson(found, expected)
      : bytes === undefined || Buffer.compare(bytes, profileCodec.encode(expected)) === 0;
    if (!isSame) {
      tally.differences.push(
        `${key}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`,
      );
    }
  }
  return processed;
}

function auditFormerIds(evidence: Evidence, { redirects }: Model, tally: Tally): void {
  for (const key of redirects.keys()) {
    const bytes = evidence.profiles.get(key);
    const wrong = leftBehind(bytes && keptProfiles.decode(bytes));
    if (wrong !== undefined) tally.differences.push(`${key}, who became another: ${wrong}`);
  }
}

function auditItems(
  evidence: Evidence,
  { items }: Model,
  deployment: Deployment,
  tally: Tally,
): void {
  for (const [key, expected] of items) {
    const bytes = evidence.items.get(key);
    const found = bytes === undefined ? emptyItemState() : itemCodec.decode(bytes);
    tally.lost += Math.max(0, expected.visits - found.visits);
    tally.doubled += Math.max(0, found.visits - expected.visits);
    for (const difference of itemDifferences(found, expected, deployment)) {
      tally.differences.push(`${key}: ${difference}`);
    }
  }
}
