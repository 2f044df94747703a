import type { Sampling } from './open-sampler.ts';

/** Settings of whoever runs a worker. */
interface SamplingSettings {
  readonly RANKER_SAMPLES_PER_S: number;
  readonly TABLE_ITEMS_MAX: number;
  readonly ITEM_VISITORS_MIN: number;
}

/** undefined where no samples are wanted: then nothing is held for them either. */
export function samplingOf(settings: SamplingSettings): Sampling | undefined {
  const { RANKER_SAMPLES_PER_S: perS, TABLE_ITEMS_MAX: itemsMax } = settings;
  return perS === 0 ? undefined : { perS, itemsMax, visitorsMin: settings.ITEM_VISITORS_MIN };
}
