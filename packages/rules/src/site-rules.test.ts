import { CatalogueEntry, SiteItems } from '@freshet/tables';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../test/support/catalogue-item.ts';
import { BURIED, HIDDEN } from './joint-effect.ts';
import { isActive, type Rule } from './rule.ts';
import { ruleOf } from './rule.fixture.ts';
import { SiteRules } from './site-rules.ts';

function openSite() {
  const items = new SiteItems({ hasRoom: () => true, visitorsMin: 1 });
  return { items, rules: new SiteRules(items) };
}

function priced(itemId: string, price: number): CatalogueEntry {
  return new CatalogueEntry(catalogueItem(itemId, { price }));
}

const boost = (id: string, filter: string, factor: number) =>
  ruleOf({ id, action: 'boost', filter, factor });
const bury = (filter: string) => ruleOf({ id: 'bury', action: 'bury', filter });
const hide = (filter: string) => ruleOf({ id: 'hide', filter });

test('boosts add up, what is buried is nothing else, and what is hidden is nothing at all', () => {
  const { items, rules } = openSite();
  for (const price of [1, 2, 3, 4]) items.setEntry(priced(`i${price}`, price));
  rules.set([
    boost('double', 'item.price < 4', 2),
    boost('halve', 'item.price == 2', 0.5),
    bury('item.price >= 3'),
    hide('item.price >= 4'),
  ]);
  const effect = rules.effect('home', 0)!;
  expect([0, 1, 2, 3].map((slot) => effect.on(slot))).toEqual([
    Math.fround(Math.LN2),
    0,
    BURIED,
    HIDDEN,
  ]);
});

test('an item that the catalogue does not know is no concern of a rule', () => {
  const { rules } = openSite();
  rules.set([hide('true')]);
  expect(rules.effect('home', 0)!.on(5)).toBe(0);
});

test('a schedule begins and ends without anybody touching the rules', () => {
  const { items, rules } = openSite();
  items.setEntry(priced('i', 1));
  rules.set([ruleOf({ from: 100, until: 200 })]);
  const hidesAt = (now: number) => rules.effect('home', now)?.on(0) === HIDDEN;
  expect([99, 100, 199, 200, 150, 50].map(hidesAt)).toEqual([
    false,
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('another time is answered without disturbing the present', () => {
  const { items, rules } = openSite();
  items.setEntry(priced('i', 1));
  rules.set([ruleOf({ from: 100 }), boost('all', 'true', 2)]);
  const present = rules.effect('home', 50);
  expect(rules.effectAt('home', 150)!.on(0)).toBe(HIDDEN);
  expect(rules.effectAt('cart', 50)!.on(0)).toBe(Math.fround(Math.LN2));
  expect(rules.effect('home', 60)).toBe(present);
});

const filters = [
  'item.price < 5',
  'item.price >= 3',
  'item.price == 4',
  'true',
  'item.title == "x"',
];
const someRules = fc
  .array(
    fc.record({
      action: fc.constantFrom('hide', 'bury', 'boost'),
      filter: fc.constantFrom(...filters),
      factor: fc.constantFrom(0.5, 2, 10),
      scenarios: fc.constantFrom(null, ['home'], ['cart', 'home']),
      from: fc.constantFrom(null, 3, 7),
      until: fc.constantFrom(null, 8, 12),
      enabled: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((fields, i) => ruleOf({ id: `r${i}`, ...fields })));
type Step =
  | { readonly set: Rule[] }
  | { readonly price: number; readonly item: number }
  | { readonly gone: number }
  | { readonly now: number; readonly scenario: string };
/** Mostly one that is there. */
const someItem = fc.oneof(fc.nat(9), fc.nat(9), fc.nat(1_500));
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    someRules.map((set) => ({ set })),
    fc.record({ item: someItem, price: fc.nat(9) }),
    fc.record({ gone: someItem }),
    fc.record({ now: fc.nat(15), scenario: fc.constantFrom('home', 'cart', 'product') }),
  ),
  { minLength: 20, maxLength: 40 },
);

/** What the rules say of an item, one by one. */
function plainly(rules: readonly Rule[], entry: CatalogueEntry | undefined): number {
  const about = rules.filter(({ filter }) => entry !== undefined && filter!.matches(entry));
  if (about.some(({ action }) => action === 'hide')) return HIDDEN;
  if (about.some(({ action }) => action === 'bury')) return BURIED;
  return about.reduce((sum, { factor }) => sum + Math.log(factor!), 0);
}

test('whatever changes, each item is where the rules that hold put it', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { items, rules } = openSite();
      let current: readonly Rule[] = [];
      for (let i = 0; i < 10; i++) items.setEntry(priced(`i${i}`, i));
      for (const step of all) {
        if ('set' in step) rules.set((current = step.set));
        else if ('price' in step) items.setEntry(priced(`i${step.item}`, step.price));
        else if ('gone' in step) items.clearEntry(`i${step.gone}`);
        else {
          const active = current.filter((rule) => isActive(rule, step.scenario, step.now));
          const effect = rules.effect(step.scenario, step.now);
          for (let slot = 0; slot < items.ids.length; slot++) {
            const is = effect?.on(slot) ?? 0;
            expect(is).toBeCloseTo(plainly(active, items.entryIn(slot)), 5);
          }
        }
      }
    }),
  );
});
