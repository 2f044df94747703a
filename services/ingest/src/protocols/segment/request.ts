import { JSON_BYTES_MAX } from '@freshet/events';
import { HttpProblem, isObject } from '@freshet/runtime';
import { parseTime } from '../../event-time.ts';
import { fitting } from '../../fitted-object.ts';
import { type Entries, requireObject } from '../../request-entries.ts';
import { purposes } from './consent.ts';
import type { SegmentMessage } from './message.ts';

/** As Segment has it. */
const BATCH_MAX = 2_500;
/** Half a context: that of all is not to be cut anew for each of 2,500 messages. */
const OUTER_CONTEXT_BYTES_MAX = JSON_BYTES_MAX / 2;

/** The messages of a call. */
export interface SegmentRequest extends Entries {
  /** What stands beside a batch, and holds for each of its messages. */
  readonly context: SegmentMessage | undefined;
  /** What the visitors of all agree to, as far as that is told there. */
  readonly consent: readonly string[] | undefined;
  /** Epoch ms by the client's clock. */
  readonly sentAt: number | null;
}

/** The body of a call for one message. @throws HttpProblem BODY_INVALID. */
export function singleRequest(input: unknown): SegmentRequest {
  const body = requireObject(input);
  const sentAt = timeIn(body.sentAt);
  return { rows: [body], pointer: undefined, context: undefined, consent: undefined, sentAt };
}

/**
 * `{ batch, context?, sentAt?, writeKey? }`; what else stands there is left alone. An empty batch is none too few.
 * @throws HttpProblem BODY_INVALID (400), ENTRIES_TOO_MANY (413).
 */
export function batchRequest(input: unknown): SegmentRequest {
  const { batch, context, sentAt } = requireObject(input);
  const outer = isObject(context) ? context : undefined;
  if (!Array.isArray(batch)) {
    const message = '"batch" must be an array.';
    throw new HttpProblem(400, { code: 'BODY_INVALID', message, pointer: '/batch' });
  }
  if (batch.length > BATCH_MAX) {
    const message = `"batch" has ${batch.length} messages; send at most ${BATCH_MAX} in one request.`;
    throw new HttpProblem(413, { code: 'ENTRIES_TOO_MANY', message, pointer: '/batch' });
  }
  const [earliest] = batch as unknown[];
  return {
    rows: batch,
    pointer: '/batch',
    context: outer && fitting(outer, OUTER_CONTEXT_BYTES_MAX),
    consent: purposes(outer),
    sentAt: timeIn(sentAt) ?? (isObject(earliest) ? timeIn(earliest['sentAt']) : null),
  };
}

/** A time that cannot be read corrects nothing. */
function timeIn(value: unknown): number | null {
  return typeof value === 'string' || typeof value === 'number' ? (parseTime(value) ?? null) : null;
}
