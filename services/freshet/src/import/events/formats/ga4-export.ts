import { actOf } from '@freshet/ga4';
import { isObject, type JsonObject } from '@freshet/runtime';
import type { Refusal } from '../../report.ts';
import { type PastEvent, profileMissing } from '../entry.ts';
import { textOf } from './text.ts';
import { timeOf } from './time.ts';

/** A row of GA4's BigQuery export, tables `events_*`, as JSON; what is read of it. Numbers may be texts. */
interface Ga4Row {
  readonly event_name?: unknown;
  /** Microseconds since 1970. */
  readonly event_timestamp?: unknown;
  readonly event_params?: unknown;
  readonly user_id?: unknown;
  readonly user_pseudo_id?: unknown;
  readonly ecommerce?: unknown;
  readonly items?: unknown;
}

/**
 * What a row says in our words; undefined for an event that moves nothing here.
 * https://support.google.com/analytics/answer/7029846
 */
export function ga4Event(row: Ga4Row): PastEvent | Refusal | undefined {
  const params = paramsOf(row.event_params);
  const { transaction_id: order, purchase_revenue: revenue } = objectOf(row.ecommerce);
  const act = actOf(row.event_name, {
    items: row.items,
    transaction_id: order ?? params.get('transaction_id'),
    value: revenue ?? params.get('value'),
    currency: params.get('currency'),
  });
  if (act === undefined) return undefined;
  const userId = textOf(row.user_id);
  const anonymousId = textOf(row.user_pseudo_id);
  if (userId === undefined && anonymousId === undefined) return profileMissing;
  const occurredAt = timeOf(textOf(row.event_timestamp) ?? '', 'us');
  if (occurredAt === undefined) {
    return { code: 'TIME_INVALID', message: `${JSON.stringify(row.event_timestamp)} is no time` };
  }
  // Its sessions count from 1 within a device.
  const session = textOf(params.get('ga_session_id'));
  return {
    ...act,
    occurredAt,
    ...(userId !== undefined && { userId }),
    ...(anonymousId !== undefined && { anonymousId }),
    ...(session !== undefined && { sessionId: `${anonymousId ?? userId}.${session}` }),
  };
}

/** `[{ key, value: { string_value | int_value | double_value | float_value } }]`. */
function paramsOf(list: unknown): ReadonlyMap<unknown, unknown> {
  const rows = Array.isArray(list) ? list.map(objectOf) : [];
  return new Map(
    rows.map(({ key, value }) => [key, Object.values(objectOf(value)).find((one) => one != null)]),
  );
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
