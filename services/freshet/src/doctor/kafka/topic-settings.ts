import type { InspectedTopic } from '@freshet/stream';
import { type Judgement, orOk, problem, warning } from '../finding.ts';

/** What goes wrong where one of these is not as declared; others only cost room or time. */
const consequences: Readonly<Record<string, string>> = {
  'cleanup.policy': 'records go that are still needed, or never go',
  'min.insync.replicas':
    'either what was acknowledged can be lost with one broker, or writes are refused while one is away',
  'max.message.bytes':
    'larger records are refused, and what should be kept there stops its partition',
  'message.timestamp.type': 'retention goes by clocks of clients',
  'segment.ms': 'what is too old, or was replaced, stays on disk for so long on top',
};
/** Judged by itself: it may be changed at run time. */
const retention = new Set(['retention.ms', 'retention.bytes']);

/** Whether each topic is kept as it was declared. */
export function judgeSettings(found: readonly InspectedTopic[]): readonly Judgement[] {
  return orOk(found.flatMap(faultsOf), 'every topic has the settings it was made with');
}

function faultsOf({ name, nameOnBrokers, settings, needed }: InspectedTopic): Judgement[] {
  return [...needed].flatMap(([setting, value]) => {
    const actual = settings.get(setting);
    const isFine =
      actual === undefined || retention.has(setting) || suffices(setting, actual, value);
    return isFine ? [] : [otherSetting({ name, nameOnBrokers }, setting, actual, value)];
  });
}

function suffices(setting: string, actual: string, wanted: string): boolean {
  if (setting === 'max.message.bytes') return Number(actual) >= Number(wanted);
  // Shorter where a topic is kept shorter than declared.
  if (setting === 'segment.ms') return Number(actual) <= Number(wanted);
  return actual === wanted;
}

function otherSetting(
  { name, nameOnBrokers }: Pick<InspectedTopic, 'name' | 'nameOnBrokers'>,
  setting: string,
  actual: string,
  wanted: string,
): Judgement {
  const consequence = consequences[setting];
  const says = `Topic ${name} has ${setting}=${actual} instead of ${wanted}`;
  const mend = `kafka-configs.sh --bootstrap-server $KAFKA_BROKERS --alter --entity-type topics --entity-name ${nameOnBrokers} --add-config ${setting}=${wanted}`;
  return consequence === undefined
    ? warning(`${says}.`, mend)
    : problem(`${says}: ${consequence}.`, mend);
}
