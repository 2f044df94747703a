import { HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { DeadLetters } from '../dead-letters/dead-letters.ts';
import type { FiledLetter } from '../dead-letters/filed-letter.ts';
import { AdminFields, type Fields, fieldsOf } from './fields.ts';
import { changeRequest, listRequest } from './letter-request.ts';

/** `/v1/admin/dead-letters`: list and show; redrive and purge by filter. */
export function letterRoutes(app: FastifyInstance, deadLetters: DeadLetters): void {
  app.get<{ Querystring: Fields }>('/v1/admin/dead-letters', async (request) => {
    const { letters, ...progress } = await deadLetters.list(listRequest(request.query));
    return { letters: letters.map(summary), ...progress };
  });

  app.get<{ Params: { offset: string } }>('/v1/admin/dead-letters/:offset', async (request) => {
    const fields = new AdminFields(request.params, ['offset']);
    const offset = fields.whole('offset', { min: 0, max: Number.MAX_SAFE_INTEGER })!;
    const filed = await deadLetters.show(offset);
    if (filed !== undefined) return whole(filed);
    const message = `There is no dead letter at offset ${offset}; it may have been purged, or be too old.`;
    throw new HttpProblem(404, { code: 'LETTER_NOT_FOUND', message });
  });

  app.post('/v1/admin/dead-letters/redrive', (request) =>
    deadLetters.redrive(changeRequest(fieldsOf(request.body))),
  );

  app.post('/v1/admin/dead-letters/purge', (request) =>
    deadLetters.purge(changeRequest(fieldsOf(request.body))),
  );
}

function summary({ offset, filedAt, status, letter }: FiledLetter) {
  const { topic, partition, offset: origin, group, step, code, message, key, value } = letter;
  return {
    offset,
    filedAt,
    status,
    origin: { topic, partition, offset: origin, group },
    step,
    code,
    message,
    key: key && key.toString(),
    bytes: value?.length ?? 0,
  };
}

/** With the raw bytes of key and value in base64. */
function whole(filed: FiledLetter) {
  const { key, value } = filed.letter;
  const base64 = (bytes: Buffer | null) => bytes && bytes.toString('base64');
  return { ...summary(filed), keyBase64: base64(key), valueBase64: base64(value) };
}
