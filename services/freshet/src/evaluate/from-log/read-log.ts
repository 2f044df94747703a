import {
  behaviourEventCodec,
  isAgreedTo,
  isHandovers,
  tiedErasures,
  uncopied,
} from '@freshet/events';
import type { Deployment } from '@freshet/recommend';
import { FreshetError, type Logger } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import { liveEvents } from '../../deployment-log/live-events.ts';
import { CLICKS_MAX, type Clicks } from '../read-clicks.ts';
import { type LiveArm, readArms } from './live-arms.ts';
import type { SessionActs } from './session-acts.ts';
import { type Shop, readShop } from './shop.ts';
import { Visits } from './visits.ts';

/** Events that cannot be read are kept to be shown up to so many; all of them are counted. */
const SAMPLES_MAX = 10;

export interface LogReading {
  readonly log: Log;
  readonly deployment: Deployment;
  /** Whose events. */
  readonly site: string;
  /** Whose live figures are wanted beside them; undefined: none. */
  readonly experiment?: string | undefined;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Told how many records there are, and of each one read. */
  readonly progress: { total(records: number): void; passed(records: number): void };
}

/** A deployment's clicks, and what its lists are made by now. */
export interface LogContent extends Clicks {
  readonly acts: SessionActs;
  readonly shop: Shop;
  /** Of the experiment asked for. */
  readonly arms: readonly LiveArm[];
}

/**
 * The clicks in the events of the live namespace, as far as the log still holds them.
 * @throws FreshetError EVALUATION_REFUSED for too many or none; LOG_UNREACHABLE; the signal's reason.
 */
export async function readLog(reading: LogReading): Promise<LogContent> {
  const { log, progress, signal } = reading;
  const { topic, namespace } = await liveEvents(reading);
  const offsets = await log.admin.offsets(topic);
  progress.total(offsets.reduce((sum, { start, end }) => sum + end - start, 0));
  const visits = new Visits(reading.deployment);
  const samples: string[] = [];
  let broken = 0;

  function take(value: Uint8Array | null, place: string): void {
    try {
      const bytes = uncopied(value);
      for (const erasure of tiedErasures(bytes)) {
        if (erasure.site === reading.site) visits.add(erasure);
      }
      if (bytes === null || isHandovers(bytes)) return;
      const event = behaviourEventCodec.decode(bytes);
      if (event.site === reading.site && isAgreedTo(event, 'analytics')) visits.add(event);
    } catch (error) {
      broken++;
      if (samples.length < SAMPLES_MAX) samples.push(`${place}: ${(error as Error).message}`);
    }
    if (visits.count > CLICKS_MAX) throw invalid(`more than ${CLICKS_MAX} visits`);
  }

  for (const { partition, start, end } of offsets) {
    if (start === end) continue;
    await log.read({
      topic,
      partition,
      from: start,
      to: end,
      async handle(records) {
        signal.throwIfAborted();
        for (const { value, offset } of records) take(value, `${topic} ${partition}/${offset}`);
        progress.passed(records.length);
        return 'more';
      },
    });
  }
  if (visits.count === 0) throw invalid(`no visit of an item on the site "${reading.site}"`);
  const shop = await readShop(reading);
  const { experiment } = reading;
  const arms =
    experiment === undefined
      ? []
      : await readArms({ ...reading, namespace: namespace.name, experiment });
  return { clicks: visits.clicks(), unsorted: 0, broken, samples, acts: visits.acts, shop, arms };
}

function invalid(what: string): FreshetError {
  return new FreshetError('EVALUATION_REFUSED', `The log holds ${what}.`);
}
