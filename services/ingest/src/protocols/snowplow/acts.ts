import { type Fault, fault, isFault } from '../../rejection.ts';
import { ecommerceActs } from './ecommerce.ts';
import { typeName, typeOf } from './event-type.ts';
import { legacyCart, legacyTransaction, legacyTransactionItem } from './legacy-shop.ts';
import { productsIn, shown } from './products.ts';
import { type Act, numberOf, type Row, said } from './row.ts';
import { eventIn, type SelfDescribing } from './self-describing.ts';

/** What a row says happened. */
export interface Happened {
  readonly acts: readonly Act[];
  /** Of a self-describing event the address of its schema. */
  readonly schema?: string;
}

/** Translates by the kind of event (`e`); one of a kind that is not known is kept with the fields of that kind. */
export function happenedIn(row: Row, entities: readonly SelfDescribing[]): Happened | Fault {
  switch (row.e) {
    case 'pv':
      return { acts: [{ type: 'page' }] };
    case 'pp':
      return { acts: [{ type: 'page_ping', properties: scrolled(row) }] };
    case 'se':
      return { acts: [structured(row)] };
    case 'tr':
      return { acts: [legacyTransaction(row)] };
    case 'ti':
      return { acts: [legacyTransactionItem(row)] };
    case 'ue':
      return selfDescribed(row, entities);
    default:
      return typeof row.e === 'string' && row.e !== ''
        ? { acts: [unknownKind(row, row.e)] }
        : fault('FIELD_MISSING', '/e', 'is missing; it says which kind of event it is');
  }
}

function selfDescribed(row: Row, entities: readonly SelfDescribing[]): Happened | Fault {
  const event = eventIn(row);
  return isFault(event) ? event : { acts: actsOf(event, entities), schema: event.schema };
}

function actsOf(event: SelfDescribing, entities: readonly SelfDescribing[]): readonly Act[] {
  switch (`${event.vendor}/${event.name}`) {
    case 'com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action':
      return ecommerceActs(event, entities);
    case 'com.snowplowanalytics.snowplow/add_to_cart':
    case 'com.snowplowanalytics.snowplow/remove_from_cart':
      return [legacyCart(event)];
    case 'com.snowplowanalytics.snowplow/expose_element': {
      const seen = shown(productsIn(entities), entities, event.data);
      if (seen.length > 0) return seen;
    }
  }
  return [{ type: typeOf(event), properties: event.data }];
}

function structured({ se_ca, se_ac, se_la, se_pr, se_va }: Row): Act {
  const type = typeName(`struct:${typeof se_ac === 'string' ? se_ac : ''}`);
  const fields = { category: se_ca, action: se_ac, label: se_la, property: se_pr };
  return { type, properties: said({ ...fields, value: numberOf(se_va) }) };
}

function scrolled(row: Row): Row | undefined {
  const [minX, maxX, minY, maxY] = [row.pp_mix, row.pp_max, row.pp_miy, row.pp_may].map(numberOf);
  return said({ minX, maxX, minY, maxY });
}

function unknownKind(row: Row, kind: string): Act {
  const own = Object.entries(row).filter(([name]) => name.startsWith(`${kind}_`));
  return { type: typeName(`snowplow:${kind}`), properties: said(Object.fromEntries(own)) };
}
