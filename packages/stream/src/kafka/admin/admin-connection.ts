import { setTimeout as delay } from 'node:timers/promises';
import { FreshetError } from '@freshet/runtime';
import type { Admin, Kafka } from 'kafkajs';
import { backoffMs } from '../backoff.ts';
import { firstContact, unreachable } from '../connection.ts';
import { refusalOf } from '../refusal.ts';

/** How long a call is repeated, in ms. */
const REPEAT_MS = 5000;

/**
 * kafkajs's admin client never looks up again who leads a partition (its metadata has no age), and
 * does not repeat a call that met the wrong broker: after one failover it would fail for ever. So a
 * client that failed is replaced, and the call repeated on the new one.
 */
export class AdminConnection {
  readonly #kafka: Kafka;
  readonly #brokers: readonly string[];
  #admin: Admin;
  #replacing: Promise<void> | undefined;
  #closed = false;

  constructor(kafka: Kafka, brokers: readonly string[]) {
    this.#kafka = kafka;
    this.#brokers = brokers;
    this.#admin = kafka.admin();
  }

  async connect(): Promise<void> {
    await this.#admin.connect();
  }

  /** @throws FreshetError LOG_UNREACHABLE, LOG_REFUSED, and what `call` throws of its own. */
  async use<T>(call: (admin: Admin) => Promise<T>): Promise<T> {
    const deadline = Date.now() + REPEAT_MS;
    for (let repetition = 1; ; repetition++) {
      const admin = this.#admin;
      try {
        return await call(admin);
      } catch (error) {
        if (error instanceof FreshetError) throw error;
        if (this.#closed || Date.now() >= deadline || !isRetriable(error)) {
          throw refusalOf(this.#brokers, error) ?? unreachable(this.#brokers, error);
        }
      }
      await delay(backoffMs(repetition));
      await this.#replace(admin);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#replacing?.catch(() => undefined);
    await this.#admin.disconnect();
  }

  /** Once, however many calls failed on the same client. */
  async #replace(failed: Admin): Promise<void> {
    if (this.#admin !== failed || this.#closed) return;
    this.#replacing ??= this.#reconnect().finally(() => {
      this.#replacing = undefined;
    });
    await this.#replacing;
  }

  async #reconnect(): Promise<void> {
    const failed = this.#admin;
    const fresh = this.#kafka.admin();
    await firstContact(this.#brokers, fresh.connect());
    this.#admin = fresh;
    await failed.disconnect();
  }
}

/**
 * kafkajs marks what repeating cannot mend; a collection of errors has no mark. Over a topic so new
 * that no broker leads it yet it trips itself, with a TypeError.
 */
function isRetriable(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof Error && 'retriable' in error && error.retriable !== false;
}
