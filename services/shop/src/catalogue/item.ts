export interface ShopItem {
  readonly id: string;
  readonly title: string;
  readonly brand: string;
  /** Euros. */
  readonly price: number;
  readonly description: string;
}

export interface ShopCategory {
  readonly id: string;
  readonly title: string;
  readonly tagline: string;
  readonly items: readonly ShopItem[];
}
