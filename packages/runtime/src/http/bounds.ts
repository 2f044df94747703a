/** Largest request body, in bytes, as sent and after decompression (DESIGN: 512 KB). */
export const BODY_BYTES_MAX = 512 * 1024;
/** Levels of objects and arrays in a JSON body; what recurses over one cannot overflow the stack. */
export const BODY_DEPTH_MAX = 32;
/** Keys of one object in a JSON body. */
export const OBJECT_KEYS_MAX = 1_000;
/** Bytes of request line and headers together; a cursor in an address has up to 8 KB. */
export const HEADER_BYTES_MAX = 16 * 1024;
/** Browsers send about 20, proxies and networks before them as many again. */
export const HEADERS_MAX = 100;
/** Characters of one decoded part of a path; ids have up to 256 bytes. */
export const PATH_PART_MAX = 1_024;

/** Bounds of a server that a test cannot wait for, or cannot reach. */
export interface ServerBounds {
  /** How long request line and headers may take, in ms; also what a connection may wait for its first. */
  readonly headersTimeoutMs: number;
  /** How long a whole request may take to come in, in ms. */
  readonly requestTimeoutMs: number;
  /** How often these two are looked after, in ms. */
  readonly checkEveryMs: number;
  /** How long a connection is kept after an answer, in ms: longer than proxies keep theirs (60 s). */
  readonly keepAliveMs: number;
  /** How long a connection may stand still in an answer that its client does not read, in ms. */
  readonly standstillMs: number;
  /** Connections open at a time; further ones are closed as they come, unanswered. */
  readonly connectionsMax: number;
}

export const serverBounds: ServerBounds = {
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 30_000,
  checkEveryMs: 2_000,
  keepAliveMs: 72_000,
  standstillMs: 300_000,
  connectionsMax: 10_000,
};
