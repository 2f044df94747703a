import type { InspectedBrokers } from '@freshet/stream';
import { type Judgement, ok, warning } from '../finding.ts';

/** Kafka 4.0 dropped Fetch below version 4, and with it the message formats before 0.11 (KIP-896). */
const FETCH_OF_KAFKA_4 = 4;

/** Which brokers are there, and whether they are new enough. */
export function judgeBrokers({ addresses, fetchVersionMin }: InspectedBrokers): Judgement {
  const which = `${addresses.length} brokers (${addresses.join(', ')})`;
  if (fetchVersionMin === undefined || fetchVersionMin >= FETCH_OF_KAFKA_4) {
    return ok(`${which}, Kafka 4 or newer`);
  }
  return warning(
    `${which} are older than Kafka 4 (they still take Fetch version ${fetchVersionMin}), with which Freshet is not tested.`,
    'Upgrade the brokers: https://kafka.apache.org/documentation/#upgrade',
  );
}
