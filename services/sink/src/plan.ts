import { FreshetError } from '@freshet/runtime';
import type { sinkSettings } from './config.ts';
import type { Destination } from './destination.ts';
import { createJsonLinesFile } from './file/json-lines-file.ts';
import { signingKey } from './webhook/signing-key.ts';
import { createWebhook } from './webhook/webhook.ts';

/** The values that `sinkSettings` are read as. */
export type SinkValues = {
  readonly [Name in keyof typeof sinkSettings]: (typeof sinkSettings)[Name] extends {
    default?: infer Value;
  }
    ? NonNullable<Value>
    : never;
};

/** What a sink does, apart from where it reads. */
export interface SinkPlan {
  readonly group: string;
  readonly events: 'all' | 'outcomes';
  readonly destination: Destination;
  /** Events in one delivery at most. */
  readonly batchEventsMax: number;
  /** How long one delivery may take, in ms. */
  readonly timeoutMs: number;
}

/**
 * What the settings ask for; undefined when they ask for no sink.
 * @throws FreshetError CONFIG_INVALID; it never shows the secret.
 */
export function planSink(values: SinkValues, clock: () => number): SinkPlan | undefined {
  const destination = destinationOf(values, clock);
  if (destination === undefined) return undefined;
  return {
    group: values.SINK_GROUP,
    events: values.SINK_EVENTS,
    destination,
    batchEventsMax: values.SINK_BATCH_EVENTS,
    timeoutMs: values.SINK_TIMEOUT_MS,
  };
}

function destinationOf(values: SinkValues, clock: () => number): Destination | undefined {
  const { SINK_URL: url, SINK_FILE: path, SINK_FILE_BYTES: bytesMax } = values;
  if (url !== '' && path !== '') {
    throw invalid('SINK_URL and SINK_FILE are both set; run two sinks, each with a SINK_GROUP.');
  }
  if (path !== '') return createJsonLinesFile({ path, bytesMax, clock });
  if (url === '') return undefined;
  const { protocol, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') {
    throw invalid('SINK_URL: must be an http or https address without user and password in it.');
  }
  const key = signingKey(values.SINK_SECRET);
  if (key === undefined) {
    throw invalid(
      'SINK_SECRET: must be whsec_ followed by 24 to 64 bytes in base64; make one with: echo whsec_$(openssl rand -base64 32)',
    );
  }
  const privateAddresses = values.SINK_PRIVATE_ADDRESSES.split(',').filter((it) => it !== '');
  return createWebhook({ url, key, privateAddresses, timeoutMs: values.SINK_TIMEOUT_MS, clock });
}

/** For a process that is nothing but a sink. */
export function noSink(): FreshetError {
  return invalid('Neither SINK_URL nor SINK_FILE is set; say where events go.');
}

function invalid(fault: string): FreshetError {
  return new FreshetError('CONFIG_INVALID', fault);
}
