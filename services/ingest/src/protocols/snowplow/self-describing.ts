import { isObject } from '@freshet/runtime';
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

/** The event of a row with `e=ue`. */
export function eventIn(row: Row): SelfDescribing | Fault {
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
  return Array.isArray(found.data)
    ? found.data.flatMap((one) => selfDescribing(one) ?? [])
    : fault('FIELD_TYPE', found.field, 'must hold a list of entities');
}

function selfDescribing(value: unknown): SelfDescribing | undefined {
  if (!isObject(value) || typeof value.schema !== 'string') return undefined;
  const { schema, data } = value;
  const [, vendor, name] = address.exec(schema) ?? [];
  if (vendor === undefined || name === undefined) return undefined;
  return { schema, vendor, name, data: isObject(data) ? data : { data } };
}
