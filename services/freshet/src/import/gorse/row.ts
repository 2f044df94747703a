/** An item as Gorse keeps it. */
export interface GorseItem {
  readonly kind: 'item';
  readonly itemId: unknown;
  readonly isHidden: unknown;
  readonly categories: unknown;
  /** RFC 3339, or whatever else Gorse writes. */
  readonly timestamp: unknown;
  readonly labels: unknown;
  readonly comment: unknown;
}

export interface GorseFeedback {
  readonly kind: 'feedback';
  readonly type: unknown;
  readonly userId: unknown;
  readonly itemId: unknown;
  readonly value: unknown;
  readonly timestamp: unknown;
  readonly labels: unknown;
  readonly comment: unknown;
}

/** `other`: a user, whose labels have no place here, or what cannot be read. */
export type GorseRow = GorseItem | GorseFeedback | { readonly kind: 'user' } | BrokenLine;

export interface BrokenLine {
  readonly kind: 'broken';
  readonly code: string;
  readonly message: string;
}

export interface PlacedRow {
  readonly place: string;
  readonly row: GorseRow;
}
