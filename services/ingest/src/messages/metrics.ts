import { Counter, Gauge, type Registry } from '@freshet/runtime';
import type { SentMessages } from './sent-messages.ts';

export interface MessageMetrics {
  readonly resent: Counter;
  readonly cleaned: Counter;
}

export function createMessageMetrics(registry: Registry, sent: SentMessages): MessageMetrics {
  const registers = [registry];
  gauge('bytes', 'Memory that the status of sent events takes, in bytes.', () => sent.bytes);
  gauge(
    'forgotten',
    'Events forgotten for want of room before they were signed off.',
    () => sent.forgotten,
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

  function gauge(noun: string, help: string, read: () => number): void {
    registry.registerMetric(
      new Gauge({
        name: `freshet_ingest_messages_${noun}`,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }
}
