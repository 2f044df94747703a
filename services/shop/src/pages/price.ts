import { CURRENCY } from '../catalogue/catalogue.ts';

const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency: CURRENCY });

/** As people read it: `€189.00`. */
export const priceText = (price: number): string => format.format(price);
