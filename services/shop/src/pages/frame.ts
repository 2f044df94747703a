import type { Cart } from '../cart/cart.ts';

/** What every page is put into. */
export interface Frame {
  readonly cart: Cart;
  readonly assets: { readonly styles: string; readonly script: string };
  readonly beacon: BeaconTag;
}

/** Where browsers find the beacon and what it talks to; '' is where the shop itself is. */
export interface BeaconTag {
  readonly ingestUrl: string;
  readonly apiUrl: string;
  /** Publishable; undefined where there are no keys. */
  readonly key?: string;
}

/** An address as the tag takes it, with the key before all paths. */
export const withKey = (url: string, { key = '' }: BeaconTag): string =>
  key === '' ? url : `${url}/${key}`;

/** Whether pages are told of profiles and reasons; with keys only servers are. */
export const isToldWhy = ({ key = '' }: BeaconTag): boolean => key === '';

/** Whether the back office is where the shop is; elsewhere the shop does not know of it. */
export const hasBackOffice = ({ apiUrl }: BeaconTag): boolean => apiUrl === '';
