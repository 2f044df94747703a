import type { Topic } from '@freshet/events';
import type { InspectedTopic } from '@freshet/stream';
import { type Judgement, orOk, problem, warning } from '../finding.ts';

const HOUR_MS = 3_600_000;

/** Whether topics are kept as long as declared, and as long as what they were made from. */
export function judgeRetention(
  expected: readonly Topic[],
  found: readonly InspectedTopic[],
): readonly Judgement[] {
  const kept = new Map(found.map(({ name, settings }) => [name, keptMs(settings)]));
  const faults = expected.flatMap((topic) => {
    const ms = kept.get(topic.name);
    if (topic.retentionMs === undefined || ms === undefined) return [];
    const source = topic.outlives === undefined ? undefined : kept.get(topic.outlives);
    if (source !== undefined && ms < source) return [outlived(topic, ms, source)];
    return ms < topic.retentionMs ? [shorter(topic, ms, topic.retentionMs)] : [];
  });
  return orOk(faults, 'every topic is kept as long as declared');
}

function keptMs(settings: ReadonlyMap<string, string>): number {
  const ms = Number(settings.get('retention.ms') ?? -1);
  return ms < 0 ? Number.POSITIVE_INFINITY : ms;
}

const outlived = ({ name, outlives }: Topic, ms: number, source: number): Judgement =>
  problem(
    `Topic ${name} is kept ${hours(ms)}, less than ${outlives} (${hours(source)}), from which it is made: state that is rebuilt would count twice.`,
    `freshet topics retention ${name} --time ${commandTime(source)}`,
  );

const shorter = ({ name }: Topic, ms: number, declared: number): Judgement =>
  warning(
    `Topic ${name} is kept ${hours(ms)} instead of ${hours(declared)}; what is older cannot be replayed.`,
    `freshet topics retention ${name} --time ${commandTime(declared)}`,
  );

const hours = (ms: number): string =>
  Number.isFinite(ms) ? `${Math.round((ms / HOUR_MS) * 100) / 100} h` : 'for ever';
const commandTime = (ms: number): string =>
  Number.isFinite(ms) ? `${Math.ceil(ms / 1000)}s` : 'unbounded';
