import type { Consumer, Kafka } from 'kafkajs';
import { THROWAWAY_SESSION_MS } from '../throwaway-group.ts';

/** Of kafkajs, for what has to be read once; a fetch waits for so long at a partition's end, in ms. */
export function throwawayConsumer(kafka: Kafka, group: string, maxWaitMs: number): Consumer {
  return kafka.consumer({
    groupId: group,
    sessionTimeout: THROWAWAY_SESSION_MS,
    heartbeatInterval: THROWAWAY_SESSION_MS / 3,
    maxWaitTimeInMs: maxWaitMs,
    allowAutoTopicCreation: false,
  });
}
