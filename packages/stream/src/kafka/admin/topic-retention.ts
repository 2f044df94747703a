import { setTimeout as delay } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import type { Retention } from '../../log.ts';
import { segmentMs } from '../../record-age.ts';

// Node does not see these among the names that kafkajs exports.
const { ConfigResourceTypes, ConfigSource } = kafkajs;
/** How long a change is waited for to reach the broker that answers, in ms. */
const APPLIED_MS = 5000;
const POLL_MS = 50;
const UNBOUNDED: Retention = { ms: -1, bytes: -1 };

type Settings = ReadonlyMap<string, { readonly value: string; readonly isOfTopic: boolean }>;

export async function retentionOf(admin: Admin, topic: string): Promise<Retention> {
  return retentionIn(await settingsOf(admin, topic));
}

/**
 * kafkajs only knows AlterConfigs, which takes the whole set of a topic's own settings: what it is
 * not given falls back to the broker's default (KIP-339). So the others are read and written along;
 * a change of them by somebody else in these milliseconds is lost.
 */
export async function alterRetention(
  admin: Admin,
  topic: string,
  retention: Retention,
): Promise<void> {
  const kept = [...(await settingsOf(admin, topic))]
    .filter(([, { isOfTopic }]) => isOfTopic)
    .map(([name, { value }]) => [name, value] as const);
  const changed = new Map(kept)
    .set('retention.ms', String(retention.ms))
    .set('retention.bytes', String(retention.bytes));
  if (retention.ms >= 0) changed.set('segment.ms', String(segmentMs(retention.ms)));
  const configEntries = [...changed].map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }],
  });
  await untilApplied(admin, topic, retention);
}

/** The controller has taken it; brokers learn of it a moment later. */
async function untilApplied(admin: Admin, topic: string, { ms, bytes }: Retention): Promise<void> {
  for (const deadline = Date.now() + APPLIED_MS; Date.now() < deadline; await delay(POLL_MS)) {
    const found = await retentionOf(admin, topic);
    if (found.ms === ms && found.bytes === bytes) return;
  }
}

function retentionIn(settings: Settings): Retention {
  const value = (name: string) => settings.get(name)?.value;
  if (!value('cleanup.policy')?.includes('delete')) return UNBOUNDED;
  return { ms: Number(value('retention.ms')), bytes: Number(value('retention.bytes')) };
}

/** Every setting that holds for a topic, and whether it is the topic's own. */
export async function settingsOf(admin: Admin, name: string): Promise<Settings> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name }],
  });
  const entries = resources.flatMap(({ configEntries }) => configEntries);
  return new Map(
    entries.map(({ configName, configValue, configSource }) => [
      configName,
      { value: configValue, isOfTopic: configSource === ConfigSource.TOPIC_CONFIG },
    ]),
  );
}
