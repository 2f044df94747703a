import type { Topic } from '@freshet/events';
import type { Place, Publisher } from '@freshet/stream';
import type { Durability, Message } from './message.ts';

/** The way of accepted messages into the log. */
export interface Publishing {
  /**
   * Gives the messages on at the moment of the call, so that calls in order are records in order,
   * and resolves once each is as safe as its ack level asks; with the weakest promise among them.
   * @throws FreshetError, answered 503 where a client should try again.
   */
  publish(topic: Topic, messages: readonly Message[]): Promise<Durability>;
  /**
   * Gives the messages to the log so that readers see all of them or none; never to the journal.
   * @throws FreshetError, answered 503; then all or none of them is in the log.
   */
  publishAtomically(topic: Topic, messages: readonly Message[]): Promise<Durability>;
  /** A message that waits for the log. */
  find(id: string): Promise<PendingMessage | undefined>;
  /** The way of events, which may go to one topic now and to another one later. */
  readonly events: EventRoute;
  close(): void;
}

/** Which topic events are written to; begins held. */
export interface EventRoute {
  /** Gives nothing more to the log, as soon as what waited for an earlier change of topic is there. */
  hold(): void;
  /** Nothing of what was given to the log is unsettled, and nothing waits for an earlier change. */
  readonly idle: boolean;
  /** Writes to this topic from now on, first what was accepted before. */
  release(topic: string): void;
}

export interface PendingMessage {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: Uint8Array | null;
}

/**
 * Told of all that the log acknowledged: one place per message. `inOrder`: within a partition, calls
 * come in the order of their offsets.
 */
export type Sent = (
  topic: string,
  messages: readonly Message[],
  places: readonly Place[],
  how: { readonly inOrder: boolean },
) => void;

export async function publishAtomically(
  publisher: Publisher,
  topic: string,
  messages: readonly Message[],
  sent: Sent,
): Promise<Durability> {
  const places = await publisher.publishAtomically(topic, messages);
  // A transaction overtakes what was given to the log before it and is still under way.
  sent(topic, messages, places, { inOrder: false });
  return 'log';
}
