import type { FieldReader } from './fields.ts';

/**
 * Where a list is shown, which decides what may appear in it. `raw`: nowhere; everything may, as the
 * ranker has it, so that answers can be evaluated.
 */
export const SCENARIOS = ['home', 'product', 'cart', 'listing', 'raw'] as const;
export type Scenario = (typeof SCENARIOS)[number];
/** Where lists are shown to visitors: those of `raw` are shown to nobody. */
export const SHOWN_SCENARIOS: readonly string[] = SCENARIOS.filter(
  (scenario) => scenario !== 'raw',
);

/** The page that a list is shown on. */
export interface Page {
  readonly scenario: Scenario;
  /** The item that it is about, which counts as the newest of the session. */
  readonly itemId: string | null;
  /** The category that it lists; null: none. */
  readonly category: string | null;
}

/** @throws HttpProblem PARAMETER_INVALID where the scenario misses what it is about, or has no use for it. */
export function parsePage(reader: FieldReader): Page {
  const page = {
    scenario: reader.choice('scenario', SCENARIOS, 'home'),
    itemId: reader.identifier('itemId'),
    category: reader.identifier('category'),
  };
  const { scenario, itemId, category } = page;
  if (scenario === 'product' && itemId === null) {
    throw reader.refusal('itemId', 'the item of the page in scenario product');
  }
  if ((scenario === 'cart' || scenario === 'listing') && itemId !== null) {
    const allowed = `left out in scenario ${scenario}, whose page is about no single item`;
    throw reader.refusal('itemId', allowed);
  }
  if (scenario === 'listing' && category === null) {
    throw reader.refusal('category', 'the category of the page in scenario listing');
  }
  if (scenario !== 'listing' && category !== null) {
    throw reader.refusal('category', `left out in scenario ${scenario}; scenario listing has one`);
  }
  return page;
}
