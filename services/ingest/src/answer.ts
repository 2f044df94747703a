import type { FastifyReply } from 'fastify';
import type { Durability } from './message.ts';
import type { IngestMetrics } from './metrics.ts';
import type { Rejection } from './rejection.ts';

/** What became of the entries of one request. */
export interface Outcome {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly Rejection[];
  /** The weakest promise among what was accepted. */
  readonly durability: Durability;
  /** Of each entry its id, null where it was refused; for a client that asks for them. */
  readonly ids?: readonly (string | null)[];
}

/** 202 if anything was taken, 400 if every entry was refused; both list what was refused and why. */
export function answer(reply: FastifyReply, outcome: Outcome, metrics: IngestMetrics) {
  const { accepted, duplicates, rejected, durability, ids } = outcome;
  for (const { code } of rejected) metrics.rejected.inc({ code });
  if (accepted === 0 && duplicates === 0) {
    return reply.code(400).send({
      code: 'ENTRIES_REJECTED',
      message: 'Nothing was taken; "rejected" says why for each entry.',
      accepted,
      rejected,
    });
  }
  return reply.code(202).send({
    accepted,
    ...(duplicates > 0 && { duplicates }),
    rejected,
    durability,
    ...(ids !== undefined && { ids }),
  });
}
