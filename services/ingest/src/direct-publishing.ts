import { isEventTopic, type Topic } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { Publisher } from '@freshet/stream';
import { type Durability, type Message, weakest } from './message.ts';
import { type EventRoute, publishAtomically, type Publishing, type Sent } from './publishing.ts';

/** Messages that wait while events are held; further ones are refused. */
const WAITING_MAX = 10_000;

/**
 * Publishing without a journal, for the embedded engine: its log lies on the same disk as a journal
 * would, so what keeps the one from being written keeps the other. While events are held, requests wait.
 */
export class DirectPublishing implements Publishing {
  readonly #publisher: Publisher;
  readonly #sent: Sent;
  /** undefined while events are held. */
  #topic: string | undefined;
  /** Told of the topic when events are released. */
  #released: (() => void)[] = [];
  #waiting = 0;
  #underWay = 0;

  constructor(publisher: Publisher, sent: Sent) {
    this.#publisher = publisher;
    this.#sent = sent;
  }

  readonly events: EventRoute = this.#eventRoute();

  publish({ name }: Topic, messages: readonly Message[]): Promise<Durability> {
    return this.#onTheWay(name, messages, async (topic) => {
      const places = await this.#publisher.publish(topic, messages);
      this.#sent(topic, messages, places, { inOrder: true });
      return weakest(messages);
    });
  }

  publishAtomically({ name }: Topic, messages: readonly Message[]): Promise<Durability> {
    return this.#onTheWay(name, messages, (topic) =>
      publishAtomically(this.#publisher, topic, messages, this.#sent),
    );
  }

  find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  close(): void {}

  #eventRoute(): EventRoute {
    const isIdle = () => this.#underWay === 0;
    return {
      hold: () => {
        this.#topic = undefined;
      },
      get idle() {
        return isIdle();
      },
      release: (topic) => {
        this.#topic = topic;
        for (const released of this.#released.splice(0)) released();
      },
    };
  }

  async #onTheWay<T>(
    name: string,
    messages: readonly Message[],
    work: (topic: string) => Promise<T>,
  ): Promise<T> {
    if (!isEventTopic(name)) return work(name);
    while (this.#topic === undefined) await this.#untilReleased(messages.length);
    this.#underWay += 1;
    try {
      return await work(this.#topic);
    } finally {
      this.#underWay -= 1;
    }
  }

  /** In turn: who waits first goes first. */
  async #untilReleased(messages: number): Promise<void> {
    if (this.#waiting + messages > WAITING_MAX) {
      throw new FreshetError(
        'PUBLISHER_FULL',
        `${this.#waiting} events wait for the end of a repartition, and at most ${WAITING_MAX} may; try again.`,
        { waiting: this.#waiting, messages },
      );
    }
    this.#waiting += messages;
    await new Promise<void>((resolve) => this.#released.push(resolve));
    this.#waiting -= messages;
  }
}
