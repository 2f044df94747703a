import type { Logger } from '@freshet/runtime';
import { type logCreator, logLevel } from 'kafkajs';

/**
 * kafkajs reports every retriable answer of a broker as an ERROR (a coordinator that is loading, a
 * rebalance), so its words are taken one level lower, and answers that it retries two levels lower.
 */
export function kafkajsLog(logger: Logger): logCreator {
  return () =>
    ({ namespace, level, log }) => {
      const { message, error, broker, groupId, topic, partition, retryCount } = log;
      const fields = { namespace, error, broker, groupId, topic, partition, retryCount };
      const isAnswer = namespace === 'Connection' && message.startsWith('Response ');
      if (level === logLevel.ERROR && !isAnswer) logger.warn(fields, `kafkajs: ${message}`);
      else logger.debug(fields, `kafkajs: ${message}`);
    };
}
