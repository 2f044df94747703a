import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@freshet/runtime';
import type { AdminConnection } from './admin/admin-connection.ts';
import type { GroupConsumer } from './consumer/group-consumer.ts';

/** kafkajs cannot read without a group: one that nobody else joins, for readers that commit nothing. */
export const throwawayGroup = (purpose: string): string => `${purpose}-${randomUUID()}`;

/**
 * A reader that lost its brokers comes back as another member, and waits for the first one's session
 * to end. Brokers take no less (`group.min.session.timeout.ms`).
 */
export const THROWAWAY_SESSION_MS = 6_000;
/** How long its deletion is waited for, in ms; a shutdown has little time. */
const DELETE_MS = 2_000;

/** Left behind, an empty group without offsets is dropped by the brokers too, only later. */
export async function leaveThrowawayGroup(
  consumer: GroupConsumer,
  group: string,
  connection: AdminConnection,
  logger: Logger,
): Promise<void> {
  if (!(await consumer.leave())) return;
  const deleted = connection
    .use((admin) => admin.deleteGroups([group]))
    .catch((err: unknown) => {
      logger.debug({ err, group }, 'throwaway group not deleted');
    });
  await Promise.race([deleted, delay(DELETE_MS, undefined, { ref: false })]);
}
