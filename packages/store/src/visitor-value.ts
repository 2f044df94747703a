import type { Assignment, SeenAnswer, Visitor } from '@freshet/attribution';
import { createCodec } from '@freshet/events';
import {
  joinIds,
  packFloat64,
  packUint16,
  splitTexts,
  unpackFloat64,
  unpackUint16,
} from './columns.ts';
import { packHashes, unpackHashes } from './hashes.ts';
import { version } from './schema-version.ts';
import type { ValueCodec } from './value-codec.ts';

interface VisitorValue {
  lastAt: number;
  linked: string | null;
  experiments: string;
  variants: string;
  /** float64, one for each assignment, as the totals are. */
  assignedAt: Buffer;
  /** uint8: 1 for one that does not count the visitor; of earlier versions empty. */
  assignedUncounted: Buffer;
  impressions: Buffer;
  clicks: Buffer;
  orders: Buffer;
  /** uint8: how many of the currencies and amounts belong to each assignment. */
  currencyCounts: Buffer;
  currencies: string;
  revenue: Buffer;
  answerIds: Buffer;
  answerTimes: Buffer;
  answersForgotten: number;
  /** uint16: how many of the positions, items and clicked items belong to each answer. */
  positionCounts: Buffer;
  positions: Buffer;
  itemCounts: Buffer;
  items: Buffer;
  clickedCounts: Buffer;
  clicked: Buffer;
  /** Keys of the cells that clicks and sales count in, once each. */
  places: string;
  clickItems: Buffer;
  clickTimes: Buffer;
  /** uint8: place in `places`. */
  clickPlaces: Buffer;
  /** Answers that clicks are on and sales go to, once each. */
  recommIds: string;
  /** uint8: place in `recommIds`; of earlier versions empty. */
  clickAnswers: Buffer;
  saleOrders: Buffer;
  saleItems: Buffer;
  saleTimes: Buffer;
  salePlaces: Buffer;
  /** As of clicks. */
  saleAnswers: Buffer;
  saleCurrencies: string;
  saleAmounts: Buffer;
  recentIds: Buffer;
}

const values = createCodec<VisitorValue>('visitor', [
  version(120, 'visitor.1'),
  version(123, 'visitor.2'),
  version(124, 'visitor.3'),
]);

export const visitorCodec: ValueCodec<Visitor> = {
  encode(visitor) {
    const { lastAt, linked, answersForgotten, clicks, sales } = visitor;
    const places = [...new Set([...clicks, ...sales].map(({ place }) => place))];
    const recommIds = [...new Set([...clicks, ...sales].map(({ recommId }) => recommId))];
    const answersOf = (all: readonly { readonly recommId: string }[]) =>
      Buffer.from(all.map(({ recommId }) => recommIds.indexOf(recommId)));
    const placesOf = (all: readonly { readonly place: string }[]) =>
      Buffer.from(all.map(({ place }) => places.indexOf(place)));
    return values.encode({
      lastAt,
      linked,
      ...packAssignments(visitor.assignments),
      ...packAnswers(visitor.answers),
      answersForgotten,
      places: joinIds(places),
      clickItems: packHashes(clicks.map(({ item }) => item)),
      clickTimes: packFloat64(clicks.map(({ at }) => at)),
      clickPlaces: placesOf(clicks),
      recommIds: joinIds(recommIds),
      clickAnswers: answersOf(clicks),
      saleOrders: packHashes(sales.map(({ order }) => order)),
      saleItems: packHashes(sales.map(({ item }) => item)),
      saleTimes: packFloat64(sales.map(({ at }) => at)),
      salePlaces: placesOf(sales),
      saleAnswers: answersOf(sales),
      saleCurrencies: joinIds(sales.map(({ currency }) => currency)),
      saleAmounts: packFloat64(sales.map(({ amount }) => amount)),
      recentIds: packHashes(visitor.recentIds),
    });
  },
  decode(bytes) {
    const value = values.decode(bytes);
    const places = value.places.split('\n');
    const recommIds = value.recommIds.split('\n');
    const clickItems = unpackHashes(value.clickItems);
    const clickTimes = unpackFloat64(value.clickTimes);
    const saleOrders = unpackHashes(value.saleOrders);
    const saleItems = unpackHashes(value.saleItems);
    const saleTimes = unpackFloat64(value.saleTimes);
    const saleAmounts = unpackFloat64(value.saleAmounts);
    const currencies = splitTexts(value.saleCurrencies, saleItems.length);
    return {
      lastAt: value.lastAt,
      linked: value.linked,
      assignments: unpackAssignments(value),
      answers: unpackAnswers(value),
      answersForgotten: value.answersForgotten,
      clicks: clickItems.map((item, i) => ({
        item,
        at: clickTimes[i]!,
        place: places[value.clickPlaces[i]!]!,
        recommId: recommIds[value.clickAnswers[i] ?? -1] ?? '',
      })),
      sales: saleItems.map((item, i) => ({
        order: saleOrders[i]!,
        item,
        at: saleTimes[i]!,
        place: places[value.salePlaces[i]!]!,
        recommId: recommIds[value.saleAnswers[i] ?? -1] ?? '',
        currency: currencies[i]!,
        amount: saleAmounts[i]!,
      })),
      recentIds: unpackHashes(value.recentIds),
    };
  },
};

/** What an answer needs of a visitor. */
export interface VisitorAssignments extends Pick<Visitor, 'linked'> {
  readonly assignments: readonly Pick<Assignment, 'experiment' | 'variant'>[];
}

/** The experiments in a visitor's value, for readers that ask for nothing else. */
export function decodeAssignments(bytes: Uint8Array): VisitorAssignments {
  const { linked, experiments, variants, assignedAt } = values.decode(bytes);
  const count = assignedAt.length / Float64Array.BYTES_PER_ELEMENT;
  const names = splitTexts(variants, count);
  return {
    linked,
    assignments: splitTexts(experiments, count).map((experiment, i) => ({
      experiment,
      variant: names[i]!,
    })),
  };
}

function packAssignments(assignments: readonly Assignment[]) {
  const totals = assignments.map((assignment) => assignment.totals);
  const revenue = totals.flatMap((each) => [...each.revenue]);
  return {
    experiments: joinIds(assignments.map(({ experiment }) => experiment)),
    variants: joinIds(assignments.map(({ variant }) => variant)),
    assignedAt: packFloat64(assignments.map(({ at }) => at)),
    assignedUncounted: Buffer.from(assignments.map(({ isCounted }) => Number(!isCounted))),
    impressions: packFloat64(totals.map(({ impressions }) => impressions)),
    clicks: packFloat64(totals.map(({ clicks }) => clicks)),
    orders: packFloat64(totals.map(({ orders }) => orders)),
    currencyCounts: Buffer.from(totals.map((each) => each.revenue.size)),
    currencies: joinIds(revenue.map(([currency]) => currency)),
    revenue: packFloat64(revenue.map(([, amount]) => amount)),
  };
}

function unpackAssignments(value: VisitorValue): Assignment[] {
  const times = unpackFloat64(value.assignedAt);
  const experiments = splitTexts(value.experiments, times.length);
  const variants = splitTexts(value.variants, times.length);
  const impressions = unpackFloat64(value.impressions);
  const clicks = unpackFloat64(value.clicks);
  const orders = unpackFloat64(value.orders);
  const amounts = unpackFloat64(value.revenue);
  const currencies = splitTexts(value.currencies, amounts.length);
  let next = 0;
  return times.map((at, i) => {
    const revenue = new Map<string, number>();
    for (const end = next + value.currencyCounts[i]!; next < end; next++) {
      revenue.set(currencies[next]!, amounts[next]!);
    }
    return {
      experiment: experiments[i]!,
      variant: variants[i]!,
      at,
      isCounted: value.assignedUncounted[i] !== 1,
      totals: { impressions: impressions[i]!, clicks: clicks[i]!, orders: orders[i]!, revenue },
    };
  });
}

function packAnswers(answers: readonly SeenAnswer[]) {
  return {
    answerIds: packHashes(answers.map(({ id }) => id)),
    answerTimes: packFloat64(answers.map(({ at }) => at)),
    positionCounts: packUint16(answers.map(({ positions }) => positions.length)),
    positions: packUint16(answers.flatMap(({ positions }) => positions)),
    itemCounts: packUint16(answers.map(({ items }) => items.length)),
    items: packHashes(answers.flatMap(({ items }) => items)),
    clickedCounts: packUint16(answers.map(({ clicked }) => clicked.length)),
    clicked: packHashes(answers.flatMap(({ clicked }) => clicked)),
  };
}

function unpackAnswers(value: VisitorValue): SeenAnswer[] {
  const times = unpackFloat64(value.answerTimes);
  const positions = parted(unpackUint16(value.positions), unpackUint16(value.positionCounts));
  const items = parted(unpackHashes(value.items), unpackUint16(value.itemCounts));
  const clicked = parted(unpackHashes(value.clicked), unpackUint16(value.clickedCounts));
  return unpackHashes(value.answerIds).map((id, i) => ({
    id,
    at: times[i]!,
    positions: positions[i]!,
    items: items[i]!,
    clicked: clicked[i]!,
  }));
}

/** A list cut into parts of these lengths. */
function parted(list: readonly number[], lengths: readonly number[]): number[][] {
  let next = 0;
  return lengths.map((length) => list.slice(next, (next += length)));
}
