import { assign } from './assignment.ts';

/** Who takes part in sharing a topic's partitions. */
export interface Member {
  readonly assigned: readonly number[];
  take(partition: number): void;
  /** Resolves when nothing works on the partition any more. */
  release(partition: number): Promise<void>;
}

/**
 * Shares the partitions of one topic among the members of one group. A partition that moves goes to its
 * new member only when the old one's handler has ended; the others are read on meanwhile.
 */
export class ConsumerGroup {
  readonly #partitions: number;
  #members: readonly Member[] = [];
  /** One rebalance after another. */
  #balanced: Promise<unknown> = Promise.resolve();

  constructor(partitions: number) {
    this.#partitions = partitions;
  }

  /** Resolves when the member has its partitions. */
  async join(member: Member): Promise<void> {
    await this.#change(() => [...this.#members, member]);
  }

  /** Resolves when the member's partitions are with the others. */
  async leave(member: Member): Promise<void> {
    await this.#change(() => this.#members.filter((other) => other !== member), member);
  }

  #change(members: () => readonly Member[], leaving?: Member): Promise<void> {
    const change = this.#balanced.then(() => {
      this.#members = members();
      return this.#rebalance(leaving);
    });
    this.#balanced = change;
    return change;
  }

  async #rebalance(leaving: Member | undefined): Promise<void> {
    const before = [...this.#members, ...(leaving === undefined ? [] : [leaving])];
    const owners = new Map(before.flatMap((m) => m.assigned.map((p) => [p, m] as const)));
    const held = this.#members.map(({ assigned }) => assigned);
    const targets = assign(this.#partitions, held);
    const takers = new Map(
      targets.flatMap((target, i) => target.map((p) => [p, this.#members[i]!] as const)),
    );
    await Promise.all(
      Array.from({ length: this.#partitions }, async (_, partition) => {
        const [from, to] = [owners.get(partition), takers.get(partition)];
        if (from === to) return;
        await from?.release(partition);
        to?.take(partition);
      }),
    );
  }
}
