/** Bounds of what one request and one event may hold. Past any of them the answer says which. */
export const EVENTS_MAX = 500;
/** At most half the event ids that a profile remembers, so that a repeated request is recognised. */
export const PROFILE_EVENTS_MAX = 64;
export const CATALOGUE_ROWS_MAX = 500;
/** More than any answer holds. */
export const POSITION_MAX = 10_000;
/** The largest whole number that avsc encodes as a long. */
export const SEQUENCE_MAX = Number.MAX_SAFE_INTEGER - 1;
/** Purposes of one consent. */
export const PURPOSES_MAX = 16;
/** Bytes of an event's `properties` as JSON text: as much as Segment takes in a whole message. */
export const PROPERTIES_BYTES_MAX = 32 * 1024;
/** Levels of `context` and of `properties`. */
export const JSON_DEPTH_MAX = 8;
