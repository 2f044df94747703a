import { isObject } from '@freshet/runtime';
import { type Fault, fault, isFault } from '../../rejection.ts';
import { memoized } from '../memoized.ts';
import { decoded } from './encoded-json.ts';
import type { Row } from './row.ts';

/** A JSON with the address of its schema: an event, or an entity that an event is about. */
export interface SelfDescribing {
  /** `iglu:vendor/name/format/version`. */
  readonly schema: string;
  readonly vendor: string;
  readonly name: string;
  readonly data: Row;
}

const iglu = /^iglu:([\w.-]+)\/([\w.-]+)\/[\w.-]+\/[\w.-]+$/;

/** Sites name few schemas. */
const addressOf = memoized(addressIn, { max: 32, charsMax: 256 });

/** Events that say the same, as most actions of a shop do beside their entities, are read once. */
const eventOf = memoized((text) => readEvent({ ue_px: text }), { max: 32, charsMax: 512 });

/** The event of a row with `e=ue`. */
export function eventIn(row: Row): SelfDescribing | Fault {
  return typeof row.ue_px === 'string' ? eventOf(row.ue_px) : readEvent(row);
}

function readEvent(row: Row): SelfDescribing | Fault {
  const found = decoded(row, { encoded: 'ue_px', plain: 'ue_pr' });
  if (found === undefined) return fault('FIELD_MISSING', '/ue_px', 'is missing, or ue_pr');
  if (isFault(found)) return found;
  const what = 'must hold an event with its schema, iglu:vendor/name/format/version';
  return selfDescribing(found.data) ?? fault('FIELD_TYPE', found.field, what);
}

/** The entities of a row; what has no schema among them is none. */
export function entitiesIn(row: Row): readonly SelfDescribing[] | Fault {
  const found = decoded(row, { encoded: 'cx', plain: 'co' });
  if (found === undefined) return [];
  if (isFault(found)) return found;
  if (!Array.isArray(found.data)) {
    return fault('FIELD_TYPE', found.field, 'must hold a list of entities');
  }
  const entities: SelfDescribing[] = [];
  for (const one of found.data as readonly unknown[]) {
    const entity = selfDescribing(one);
    if (entity !== undefined) entities.push(entity);
  }
  return entities;
}

function selfDescribing(value: unknown): SelfDescribing | undefined {
  if (!isObject(value) || typeof value.schema !== 'string') return undefined;
  const { schema, data } = value;
  const address = addressOf(schema);
  if (address === undefined) return undefined;
  const { vendor, name } = address;
  return { schema, vendor, name, data: isObject(data) ? data : { data } };
}

function addressIn(schema: string): Pick<SelfDescribing, 'vendor' | 'name'> | undefined {
  const [, vendor, name] = iglu.exec(schema) ?? [];
  return vendor === undefined || name === undefined ? undefined : { vendor, name };
}
