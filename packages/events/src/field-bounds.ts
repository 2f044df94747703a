/** Lines of one order or cart. */
export const ORDER_LINES_MAX = 100;
/** Of an item. */
export const CATEGORIES_MAX = 32;
/** UTF-16 units. */
export const TITLE_CHARACTERS_MAX = 1024;
/** Bytes of an event's `context`, and of an item's `properties`, as JSON text. */
export const JSON_BYTES_MAX = 8 * 1024;
