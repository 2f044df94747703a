import { FreshetError, type Logger } from '@freshet/runtime';
import { Kafka, type logCreator, logLevel } from 'kafkajs';
import { withDeadline } from '../deadline.ts';
import { calmIdleTimers } from './idle-timer.ts';
import { kafkajsLog } from './kafkajs-log.ts';
import { refusalOf } from './refusal.ts';
import type { KafkaSecurity } from './security.ts';

calmIdleTimers();

export interface Connection {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** TLS and who this is; default: neither. */
  readonly security?: KafkaSecurity;
  readonly logger: Logger;
}

/** How long one TCP connect may take; kafkajs's own second is too short for a busy broker. */
const CONNECT_TIMEOUT_MS = 3000;
/** After this a request without an answer counts as failed. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** How long the first contact may take before LOG_UNREACHABLE. */
const FIRST_CONTACT_MS = 5000;

/**
 * One kafkajs client. Each consumer gets one of its own: consumers of one group that share a client
 * share its map of committed offsets, which each new assignment of one empties for all. A `listener` is
 * told all that kafkajs has to say.
 */
export function connectionTo(
  { brokers, clientId, security, logger }: Connection,
  listener?: logCreator,
): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...security,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2000 },
    logLevel: listener === undefined ? logLevel.WARN : logLevel.DEBUG,
    logCreator: listener ?? kafkajsLog(logger),
  });
}

/**
 * Waits for a first contact, but not for the minute that retries would take.
 * @throws FreshetError LOG_UNREACHABLE, LOG_REFUSED
 */
export async function firstContact(
  brokers: readonly string[],
  contact: Promise<unknown>,
): Promise<void> {
  try {
    await withDeadline(contact, FIRST_CONTACT_MS, () => new Error('no answer'));
  } catch (cause) {
    throw refusalOf(brokers, cause) ?? unreachable(brokers, cause);
  }
}

export function unreachable(brokers: readonly string[], cause: unknown): FreshetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new FreshetError(
    'LOG_UNREACHABLE',
    `Kafka at ${brokers.join(', ')} could not be used: ${reason}. Check that the brokers run and that KAFKA_BROKERS names them.`,
    { cause, brokers },
  );
}

/** The protocol's name of what went wrong, from wherever kafkajs buried it. */
export function kafkaErrorType(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('type' in e && typeof e.type === 'string') return e.type;
  }
  return undefined;
}
