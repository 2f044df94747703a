import { described, integer, list, nullable, number, object, site, text } from '@freshet/openapi';
import type { Operation, Schema } from '@freshet/runtime';
import type { ExplorationFigures } from '../../exploration/figures.ts';
import { type Dimension, DIMENSIONS } from '../../figures/places.ts';
import { inQuery } from '../parameters.ts';
import { interval } from './experiments.ts';

const group = 'Administration';
const count = integer(0);

const rate = nullable(
  object('FigureRate', {
    value: number,
    interval: described(interval, 'null: too few to say.'),
  }),
);
const revenueBy = (title: string, per: string): Schema =>
  list(object(title, { currency: nullable(text), amount: number, [per]: rate }));
const amountsLeftOut = described(count, 'Amounts in more currencies than are kept.');

const dimensions = Object.fromEntries(DIMENSIONS.map((name) => [name, text])) as Record<
  Dimension,
  Schema
>;
const places = object(
  'PlaceFigures',
  {
    impressions: count,
    clicks: count,
    orders: count,
    clickThrough: rate,
    conversion: rate,
    revenue: revenueBy('ClickRevenue', 'perClick'),
  },
  { ...dimensions, amountsLeftOut },
);
const arm = object(
  'ArmFigures',
  {
    experiment: text,
    variant: text,
    visitors: count,
    buyers: count,
    impressions: count,
    clicks: count,
    orders: count,
    clickThrough: rate,
    conversion: rate,
    revenue: revenueBy('VisitorRevenue', 'perVisitor'),
  },
  { amountsLeftOut },
);

const day = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` };

export const getFigures: Operation = {
  id: 'getFigures',
  group,
  summary: 'What has become of answers',
  query: {
    site,
    ...inQuery({
      by: described(
        { ...text, default: 'strategy' },
        `What they are told apart by, some of ${DIMENSIONS.join(', ')}, parted by commas.`,
      ),
      from: described(day, 'First day, in UTC; the same as `to` when absent.'),
      to: described(day, 'Last day; today when absent. Without both: of all time.'),
    }),
  },
  answers: {
    200: {
      description: 'Those that brought most clicks first.',
      schema: object(
        'Figures',
        { site: text, by: list({ type: 'string', enum: DIMENSIONS }), places: list(places) },
        { from: day, to: day, arms: described(list(arm), 'Of all time only.') },
      ),
    },
  },
};

const exploration = {
  seen: described(count, 'Items that visitors have seen in explored places.'),
  known: described(count, 'Those of them that were seen a hundred times there.'),
  timeToKnown: described(
    nullable(object('TimeToKnown', { p50: number, p90: number })),
    'Milliseconds from the first of the hundred to the last; null: there is none yet.',
  ),
  impressions: count,
  clicks: count,
  costInClicks: described(
    number,
    'Clicks that ranked items would have had there, less those that came.',
  ),
  impressionsWithoutRanked: described(count, 'Where nothing ranked was seen yet.'),
} satisfies Record<keyof ExplorationFigures, Schema>;

export const getExploration: Operation = {
  id: 'getExploration',
  group,
  summary: 'How young items become known, and what that costs',
  query: { site },
  answers: {
    200: {
      description: 'So far.',
      schema: object('Exploration', {
        site: text,
        share: described(number, 'Of the places, for young items.'),
        young: described(count, 'Young items.'),
        exploredAtOnce: count,
        ...exploration,
      }),
    },
  },
};
