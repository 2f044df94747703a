import { Counter, Gauge, type Registry } from '@freshet/runtime';
import type { SentMessages } from './sent-messages.ts';

export interface MessageMetrics {
  readonly resent: Counter;
  readonly cleaned: Counter;
}

export function createMessageMetrics(registry: Registry, sent: SentMessages): MessageMetrics {
  const registers = [registry];
  registry.registerMetric(
    new Gauge({
      name: 'freshet_ingest_messages_bytes',
      help: 'Memory that the status of sent events takes, in bytes.',
      registers: [],
      collect() {
        this.set(sent.bytes);
      },
    }),
  );
  let told = 0;
  registry.registerMetric(
    new Counter({
      name: 'freshet_ingest_messages_forgotten_total',
      help: 'Events whose status was forgotten for want of room before they were signed off.',
      registers: [],
      collect() {
        this.inc(sent.forgotten - told);
        told = sent.forgotten;
      },
    }),
  );
  return {
    resent: new Counter({
      name: 'freshet_ingest_messages_resent_total',
      help: 'Events sent again because the log had lost them.',
      registers,
    }),
    cleaned: new Counter({
      name: 'freshet_ingest_messages_cleaned_total',
      help: 'Signed-off events whose status was dropped.',
      registers,
    }),
  };
}
