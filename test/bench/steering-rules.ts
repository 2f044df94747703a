import { itemIdOf } from './synthetic-shop.ts';

const RULES = 200;
const HIDING = 10;
const BURYING = 20;
const PINNING = 5;

/** So many rules for the lists of one scenario: some hide, bury or pin, most boost what passes a filter. */
export async function putRules(url: string, scenario: string): Promise<void> {
  for (let i = 0; i < RULES; i++) {
    const answer = await fetch(`${url}/v1/admin/rules/rule-${i}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenarios: [scenario], ...ruleOf(i) }),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }
}

function ruleOf(i: number): object {
  const filter = `item.categories.exists(c, c == "category-${i % 40}") && item.price > ${i % 90}`;
  if (i < HIDING) return { action: 'hide', filter };
  if (i < HIDING + BURYING) return { action: 'bury', filter };
  if (i >= RULES - PINNING) {
    return { action: 'pin', itemIds: [itemIdOf(100 * i)], position: 1 + 4 * (RULES - 1 - i) };
  }
  return { action: 'boost', filter, factor: 1 + i / 100 };
}
