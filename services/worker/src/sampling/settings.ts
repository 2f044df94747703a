import type { Sampling } from './open-sampler.ts';

/** Settings of whoever runs a worker. */
interface SamplingSettings {
  readonly RANKER_SAMPLES_PER_S: number;
  readonly RANKER_SAMPLES_WAIT_MS: number;
  readonly TABLE_ITEMS_MAX: number;
  readonly ITEM_VISITORS_MIN: number;
}

/** undefined where no samples are wanted: then nothing is held for them either. */
export function samplingOf(settings: SamplingSettings): Sampling | undefined {
  const { RANKER_SAMPLES_PER_S: perS } = settings;
  if (perS === 0) return undefined;
  return {
    perS,
    waitMsMax: settings.RANKER_SAMPLES_WAIT_MS,
    itemsMax: settings.TABLE_ITEMS_MAX,
    visitorsMin: settings.ITEM_VISITORS_MIN,
  };
}
