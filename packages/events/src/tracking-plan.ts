import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** What a site means to send, as it lies in `tracking.plans` under the site's name. */
export interface TrackingPlanRevision {
  /** Rising by one with each change. */
  readonly revision: number;
  /** When it was set, epoch ms. */
  readonly at: number;
  /** As JSON. */
  readonly plan: string;
}

export const trackingPlanCodec = createCodec<TrackingPlanRevision>('tracking-plan', [
  version(70, 'tracking-plan.1'),
]);
