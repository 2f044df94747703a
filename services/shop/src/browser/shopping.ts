import type { Purchase } from '@freshet/beacon';
import { freshet } from './freshet.ts';

/** Says what the beacon cannot see by itself: what goes into the cart, and what was ordered. */
export function watchShopping(): void {
  document.addEventListener('submit', ({ target }) => {
    const { cartItem, price } = (target as HTMLFormElement).dataset;
    if (cartItem === undefined) return;
    freshet().addToCart(cartItem, { value: Number(price), currency: 'EUR' });
  });
  const { purchase } = document.querySelector<HTMLElement>('[data-purchase]')?.dataset ?? {};
  // The order's id keeps a page that is loaded again from counting twice.
  if (purchase !== undefined) freshet().purchase(JSON.parse(purchase) as Purchase);
}
