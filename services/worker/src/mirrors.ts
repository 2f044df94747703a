import type { NamespacePlan } from '@freshet/events';
import {
  createMirror,
  mirrorGroup,
  mirrorsOf,
  type PlannedRuntime,
  runPlanned,
} from '@freshet/stream';

/** Runs the mirrors of the plan: two while namespaces read different topics of events, else none. */
export function startMirrors(runtime: PlannedRuntime): Promise<{ close(): Promise<void> }> {
  const { publisher } = runtime.log;
  const planned = (plan: NamespacePlan) =>
    mirrorsOf(plan).map((mirror) => ({
      group: mirrorGroup(mirror),
      topics: [mirror.from.topic, mirror.to.topic],
      create: () => createMirror(mirror, publisher),
    }));
  return runPlanned(planned, runtime);
}
