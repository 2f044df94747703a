export { shelved as shopItems } from './catalogue/catalogue.ts';
export { shopKeys } from './config.ts';
export { visitOf } from './crowd/plan.ts';
export { createShop, type ShopOptions } from './shop.ts';
