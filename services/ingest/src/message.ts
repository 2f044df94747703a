import type { Ack, RecordHeaders } from '@freshet/stream';

/** One accepted thing on its way to the log: an event, an erasure or a catalogue entry. */
export interface Message {
  /** The event's id, under which its status can be asked for; null where nobody asks. */
  readonly id: string | null;
  readonly key: string;
  /** null deletes the key in a compacted topic. */
  readonly value: Uint8Array | null;
  /** What has to have it before the 2xx. */
  readonly ack: Ack;
  readonly headers?: RecordHeaders | undefined;
}

/** Where a message was when it was answered 2xx, from the weakest promise to the strongest. */
const durabilities = ['none', 'leader', 'journal', 'log'] as const;
export type Durability = (typeof durabilities)[number];

/** What acknowledgements of messages promise of all of them together. */
export function weakest(messages: readonly Message[]): Durability {
  let durability: Durability = 'log';
  for (const { ack } of messages) if (ack !== 'all') durability = weaker(durability, ack);
  return durability;
}

export function weaker(a: Durability, b: Durability): Durability {
  return durabilities.indexOf(a) < durabilities.indexOf(b) ? a : b;
}
