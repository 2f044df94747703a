import { isObject } from '@freshet/runtime';
import { LRUCache } from 'lru-cache';
import { type Fault, fault, isFault } from '../../rejection.ts';
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

const address = /^iglu:([\w.-]+)\/([\w.-]+)\/[\w.-]+\/[\w.-]+$/;

type Address = Pick<SelfDescribing, 'vendor' | 'name'>;

/** Sites name few schemas, again and again. */
const addresses = new LRUCache<string, Address>({ max: 1_000 });

/** Events that say the same, as most actions of a shop do beside their entities, are read once; 2 MB at most. */
const events = new LRUCache<string, SelfDescribing>({ max: 1_000 });
const CACHED_CHARS_MAX = 512;

/** The event of a row with `e=ue`. */
export function eventIn(row: Row): SelfDescribing | Fault {
  const text = row.ue_px;
  if (typeof text !== 'string' || text.length > CACHED_CHARS_MAX) return readEvent(row);
  const known = events.get(text);
  if (known !== undefined) return known;
  const event = readEvent(row);
  if (!isFault(event)) events.set(text, event);
  return event;
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
  const known = addresses.get(schema) ?? addressIn(schema);
  if (known === undefined) return undefined;
  const { vendor, name } = known;
  return { schema, vendor, name, data: isObject(data) ? data : { data } };
}

function addressIn(schema: string): Address | undefined {
  const [, vendor, name] = address.exec(schema) ?? [];
  if (vendor === undefined || name === undefined) return undefined;
  addresses.set(schema, { vendor, name });
  return { vendor, name };
}
