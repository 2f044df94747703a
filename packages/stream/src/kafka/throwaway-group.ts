import { randomUUID } from 'node:crypto';
import type { Logger } from '@freshet/runtime';
import type { AdminConnection } from './admin/admin-connection.ts';

/** kafkajs cannot read without a group: one that nobody else joins, for readers that commit nothing. */
export const throwawayGroup = (purpose: string): string => `${purpose}-${randomUUID()}`;

/** Left behind, an empty group without offsets is dropped by the brokers too, only later. */
export async function dropGroup(
  connection: AdminConnection,
  group: string,
  logger: Logger,
): Promise<void> {
  try {
    await connection.use((admin) => admin.deleteGroups([group]));
  } catch (err) {
    logger.debug({ err, group }, 'throwaway group not deleted');
  }
}
