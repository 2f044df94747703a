import { guardRoutes, openAccess } from '@freshet/access';
import { type DeadLetter, deadLetterCodec, topics } from '@freshet/events';
import { createAdmin } from '@freshet/ingest';
import { createHttpServer } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { followNamespaces } from './pipeline.ts';
import { quietLogger } from './quiet-logger.ts';

/** The admin routes over a log, for `inject`. */
export async function openAdmin(log: Log): Promise<FastifyInstance> {
  await log.admin.ensureTopics(Object.values(topics));
  const app = createHttpServer(quietLogger);
  guardRoutes(app, openAccess);
  await app.register(
    createAdmin({
      log,
      namespaces: await followNamespaces(log),
      judging: { catalogue: { categories: () => [] }, latenessMs: 86_400_000 },
      clock: Date.now,
    }),
  );
  onTestFinished(() => app.close());
  return app;
}

/** A letter from `behaviour.events`; its value is no event unless one is given. */
export function deadLetter(fields: Partial<DeadLetter> = {}): DeadLetter {
  return {
    topic: topics.behaviourEvents.name,
    partition: 1,
    offset: 41,
    group: 'profiles',
    step: 'decode',
    code: 'RECORD_UNDECODABLE',
    message: 'behaviour-event: the record is cut short',
    at: 1_700_000_000_000,
    key: Buffer.from('default/u/ada'),
    value: Buffer.from([0, 0, 0, 0, 1, 8]),
    ...fields,
  };
}

/** Files letters as a worker does, one by one. */
export async function file(log: Log, letters: readonly DeadLetter[]): Promise<void> {
  for (const letter of letters) {
    const value = deadLetterCodec.encode(letter);
    await log.publisher.publish(topics.deadLetters.name, [{ value }]);
  }
}

export interface Listed {
  readonly letters: readonly { offset: number; status: string; code: string }[];
  readonly next: number | null;
}

export async function list(app: FastifyInstance, query = ''): Promise<Listed> {
  const answer = await app.inject(`/v1/admin/dead-letters${query}`);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
}

export async function change(
  app: FastifyInstance,
  action: 'redrive' | 'purge',
  payload: object,
): Promise<unknown> {
  const url = `/v1/admin/dead-letters/${action}`;
  const answer = await app.inject({ method: 'POST', url, payload });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json();
}

export const offsetsOf = ({ letters }: Listed): number[] => letters.map(({ offset }) => offset);
