import type { GroupStanding } from '@freshet/stream';
import { type Judgement, orOk, problem, warning } from '../finding.ts';

/** Whether groups keep up, and have lost nothing to retention. */
export function judgeGroups(
  standings: readonly GroupStanding[],
  lagMax: number,
): readonly Judgement[] {
  const faults = standings.flatMap(({ group, topic, lag, missed, hasBegun }) => [
    ...(lag > lagMax ? [behind({ group, topic, lag, hasBegun }, lagMax)] : []),
    ...(missed > 0 ? [overtaken({ group, topic, missed })] : []),
  ]);
  return orOk(faults, `${standings.length} consumer groups are at most ${lagMax} records behind`);
}

function behind(
  { group, topic, lag, hasBegun }: Omit<GroupStanding, 'missed'>,
  lagMax: number,
): Judgement {
  const never = hasBegun ? '' : ', and has never read any of it';
  return problem(
    `Group ${group} is ${lag} records of ${topic} behind (more than ${lagMax})${never}.`,
    'See that a worker runs and that freshet_partition_stopped is 0 in its /metrics; if it cannot keep up, start another one: npm run worker',
  );
}

function overtaken({
  group,
  topic,
  missed,
}: Pick<GroupStanding, 'group' | 'topic' | 'missed'>): Judgement {
  return warning(
    `Retention took ${missed} records of ${topic} before group ${group} had read them.`,
    `Start more workers (npm run worker), or keep the topic longer: freshet topics retention ${topic} --time 14d`,
  );
}
