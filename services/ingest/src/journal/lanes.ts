import { isEventTopic, topics } from '@freshet/events';
import type { EventRoute } from '../publishing.ts';
import { Backlog } from './backlog.ts';
import type { LaneName } from './entry.ts';
import { Lane, type LaneOptions } from './lane.ts';

/**
 * The lanes of every topic. Events may change from one topic to another, which has other partitions:
 * then the lanes of the old topic take nothing more and drain into the new one, while those of the new
 * topic only gather in the journal. Once the old ones are empty these go on, so that no event of a key
 * overtakes an older one.
 */
export class Lanes implements EventRoute {
  readonly #options: LaneOptions;
  /** By topic, then by partition. */
  readonly #byTopic = new Map<string, Lane[]>();
  #held = true;
  #begun = false;
  #eventTopic: string = topics.behaviourEvents.name;

  constructor(options: LaneOptions, recovered: readonly Backlog[]) {
    this.#options = options;
    for (const backlog of recovered) this.#open(backlog).resume();
  }

  /** Topic that events are written to. */
  get eventTopic(): string {
    return this.#eventTopic;
  }

  get all(): readonly Lane[] {
    return [...this.#byTopic.values()].flatMap(existing);
  }

  of(name: LaneName): Lane {
    return this.#byTopic.get(name.topic)?.[name.partition] ?? this.#open(new Backlog(name));
  }

  hold(): void {
    this.#held = true;
    for (const lane of this.#ofEvents()) lane.hold();
  }

  get idle(): boolean {
    const isQuiet = this.all.every(({ name, idle }) => idle || !isEventTopic(name.topic));
    // What an earlier process left waits for no change of this one.
    return isQuiet && (!this.#begun || this.#formerTopics().length === 0);
  }

  release(topic: string): void {
    this.#eventTopic = topic;
    this.#held = false;
    this.#begun = true;
    for (const former of this.#formerTopics()) {
      for (const lane of existing(this.#byTopic.get(former)!)) lane.release(topic);
    }
    this.settle();
  }

  /** Lets events go on once nothing of a former topic waits before them; to be asked now and then. */
  settle(): void {
    for (const former of this.#formerTopics()) {
      const lanes = existing(this.#byTopic.get(former)!);
      if (lanes.every(({ behind }) => !behind)) this.#byTopic.delete(former);
    }
    if (this.#held || this.#formerTopics().length > 0) return;
    for (const lane of this.#ofEvents()) lane.release(this.#eventTopic);
  }

  #formerTopics(): string[] {
    return [...this.#byTopic.keys()].filter(
      (topic) => isEventTopic(topic) && topic !== this.#eventTopic,
    );
  }

  #ofEvents(): Lane[] {
    return existing(this.#byTopic.get(this.#eventTopic) ?? []);
  }

  #open(backlog: Backlog): Lane {
    const { topic, partition } = backlog.name;
    const lanes = this.#byTopic.get(topic) ?? [];
    this.#byTopic.set(topic, lanes);
    const lane = new Lane(backlog, this.#options);
    const waits = this.#held || this.#formerTopics().length > 0;
    if (isEventTopic(topic) && waits) lane.hold();
    lanes[partition] = lane;
    return lane;
  }
}

/** Lanes come into being with their first message, so a topic's list has holes. */
function existing(lanes: readonly Lane[]): Lane[] {
  return lanes.filter(() => true);
}
