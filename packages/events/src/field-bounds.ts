/** Lines of one order or cart. */
export const ORDER_LINES_MAX = 100;
/** A `dismiss` begins to hold so many seconds after it is told at most: 30 days. */
export const DISMISSAL_DELAY_S_MAX = 30 * 86_400;
/** Of an item. */
export const CATEGORIES_MAX = 32;
/** UTF-16 units. */
export const TITLE_CHARACTERS_MAX = 1024;
/** Bytes of an event's `context`, and of an item's `properties`, as JSON text. */
export const JSON_BYTES_MAX = 8 * 1024;
