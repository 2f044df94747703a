/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 has them. One with a `title` has a place of its own in the document. */
export type Schema = Readonly<Record<string, unknown>>;

/** What a call takes beside its body. */
export interface Parameter {
  readonly description: string;
  readonly schema: Schema;
  /** Of a list in a query: one text with commas in it, where other lists repeat the parameter. */
  readonly isJoined?: boolean;
}

export interface Answer {
  readonly description: string;
  /** Absent: the answer has no body that a schema could describe. */
  readonly schema?: Schema;
  /** JSON when absent. */
  readonly mediaType?: string;
}

/** What calls are about, in the order in which they are shown. */
export const operationGroups = [
  'Events',
  'Recommendations',
  'Catalogue',
  'Visitors',
  'Operation',
  'Administration',
  'Other protocols',
] as const;

/** What a route says of itself to those who call it; with it in its `config` it is in `/openapi.json`. */
export interface Operation {
  /** Unique among all services; clients make names of it. */
  readonly id: string;
  readonly group: (typeof operationGroups)[number];
  /** A line without a full stop. */
  readonly summary: string;
  readonly description?: string;
  /** By the name of each part of the path that is left open. */
  readonly path?: Readonly<Record<string, Parameter>>;
  readonly query?: Readonly<Record<string, Parameter>>;
  readonly body?: Schema;
  /** By status. Refusals that every call shares are added. */
  readonly answers: Readonly<Record<number, Answer>>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation;
  }
}
