/** How one kind of state lies in the store. Equal state gives equal bytes. */
export interface ValueCodec<T> {
  encode(state: T): Uint8Array;
  decode(bytes: Uint8Array): T;
}
