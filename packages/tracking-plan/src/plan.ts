/** What the events of a site should be, as its tracking plan says it. */
export interface TrackingPlan {
  /** By type, built-in or of the site's own. A type that is not here is not planned. */
  readonly types: Readonly<Record<string, PlannedType>>;
}

export interface PlannedType {
  /** At least one is expected in so many minutes; without it none has to come. */
  readonly everyMinutes?: number;
  /** By the pointer (RFC 6901) that leads from the event to the field. */
  readonly fields?: Readonly<Record<string, PlannedField>>;
}

/** What a field has to be, where it is there. */
export interface PlannedField {
  /** Whether it may be left out; null counts as left out. */
  readonly optional?: boolean;
  readonly type?: FieldType;
  readonly values?: readonly (string | number | boolean)[];
  /** RE2 syntax; anywhere in the text unless it says ^ and $. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export const fieldTypes = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Fields of an event that a pointer may begin with. */
export const eventFields = [
  'userId',
  'anonymousId',
  'sessionId',
  'itemId',
  'items',
  'orderId',
  'value',
  'currency',
  'recommId',
  'position',
  'context',
  'properties',
] as const;
