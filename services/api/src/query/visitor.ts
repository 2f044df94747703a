/** Who is looking. `userId` goes before `anonymousId`, as in the events. */
export interface Visitor {
  readonly userId: string | null;
  readonly anonymousId: string | null;
}
