import { setTimeout as delay } from 'node:timers/promises';
import {
  AnswerBatch,
  decodeAnswers,
  eventOutline,
  isEventTopic,
  isRemnant,
  type LoggedAnswer,
  profileKey,
  remnant,
  topics,
} from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Erasures } from '../erasures/erasures.ts';
import { isForgotten, isPersonal } from '../erasures/forgotten.ts';
import type { LogRecord } from '../log.ts';
import type { EmbeddedLog } from './embedded-log.ts';
import type { Replacement } from './rewriting.ts';

/** Erasures that come in so soon after each other share a pass over the log, in ms. */
const GATHER_MS = 1_000;
/** Between two passes for erasures that somebody still has to read, in ms; doubled each time. */
const AGAIN_MS_MIN = 5_000;
const AGAIN_MS_MAX = 300_000;
/** What a group has committed is in the store after so long, in ms: no processor flushes later. */
const SETTLED_MS = 10_000;

export interface ForgettingOptions {
  readonly log: EmbeddedLog;
  readonly erasures: Erasures;
  readonly logger: Logger;
  /** Called before the first record of a pass is replaced: its bytes will lie in free pages. */
  replacing(): Promise<void>;
}

/**
 * Takes the records of who asked to be forgotten out of the log, in passes over it: one at the start, and
 * one after each erasure. The erasure itself goes, as the last record with their id, once every group of
 * this process has deleted what it kept. Answers with how to stop.
 */
export function startForgetting(options: ForgettingOptions): () => Promise<void> {
  const { erasures, logger } = options;
  const stop = new AbortController();
  let isDue = erasures.count > 0;
  let againMs = AGAIN_MS_MIN;
  let wake = () => {};
  const unwatch = erasures.watch(() => {
    isDue = true;
    againMs = AGAIN_MS_MIN;
    wake();
  });

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      if (!isDue) await new Promise<void>((resolve) => (wake = resolve));
      await delay(GATHER_MS, undefined, { signal: stop.signal, ref: false }).catch(() => {});
      if (stop.signal.aborted) return;
      isDue = false;
      const isWhole = await pass(options).catch((err: unknown) => {
        logger.warn({ err }, 'records to be forgotten could not be taken out of the log');
        return false;
      });
      if (isWhole) continue;
      await delay(againMs, undefined, { signal: stop.signal, ref: false }).catch(() => {});
      againMs = Math.min(2 * againMs, AGAIN_MS_MAX);
      isDue = true;
    }
  }
  const ended = run();
  return async () => {
    unwatch();
    stop.abort();
    wake();
    await ended;
  };
}

/** Whether nothing is left for another pass. */
async function pass({ log, erasures, logger, replacing }: ForgettingOptions): Promise<boolean> {
  let left = 0;
  const settledBefore = Date.now() - SETTLED_MS;
  let noted: Promise<void> | undefined;
  const replacementOf = (topic: string, record: LogRecord, isRead: boolean): Replacement => {
    if (topic === topics.recommendationAnswers.name) return withoutAnswers(record, erasures);
    if (!isPersonal(topic) || isRemnant(record.value)) return 'keep';
    if (isForgotten(topic, record, erasures)) return remnant();
    if (!isErasure(topic, record, erasures)) return 'keep';
    if (isRead && record.timestamp < settledBefore) return remnant();
    left++;
    return 'keep';
  };
  const replaced = await log.rewrite((...which) => {
    const replacement = replacementOf(...which);
    if (replacement !== 'keep') noted ??= replacing();
    return replacement;
  });
  await noted;
  logger.info({ replaced, left }, 'records to be forgotten were taken out of the log');
  return left === 0;
}

function isErasure(topic: string, { key, value }: LogRecord, erasures: Erasures): boolean {
  if (!isEventTopic(topic) || key === null || value === null) return false;
  const outline = eventOutline(value);
  return outline?.type === 'erase' && erasures.isErased(key, outline.receivedAt);
}

function withoutAnswers({ value }: LogRecord, erasures: Erasures): Replacement {
  if (value === null) return 'keep';
  const answers = decodeAnswers(value);
  const kept = answers.filter((answer) => !isForgottenAnswer(answer, erasures));
  if (kept.length === answers.length) return 'keep';
  const batch = new AnswerBatch();
  for (const answer of kept) batch.add(answer);
  return kept.length === 0 ? remnant() : batch.take();
}

function isForgottenAnswer(
  { site, userId, anonymousId, at }: LoggedAnswer,
  erasures: Erasures,
): boolean {
  const profiles = [
    ...(userId === null ? [] : [{ site, userId, anonymousId: null }]),
    ...(anonymousId === null ? [] : [{ site, userId: null, anonymousId }]),
  ];
  return profiles.some((profile) => erasures.isErased(Buffer.from(profileKey(profile)), at));
}
