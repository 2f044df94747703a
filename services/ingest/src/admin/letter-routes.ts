import { type DeadLetter, type RefusedRow, refusedRow } from '@freshet/events';
import {
  HttpProblem,
  type Operation,
  toChangeDeployment,
  toInspectDeployment,
} from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { DeadLetters } from '../dead-letters/dead-letters.ts';
import type { FiledLetter } from '../dead-letters/filed-letter.ts';
import { shownText } from '../dead-letters/shown-text.ts';
import { letterOperations } from '../description/letters.ts';
import { AdminFields, type Fields, fieldsOf } from './fields.ts';
import { changeRequest, listRequest } from './letter-request.ts';

/** Where a box of letters is found, and what sending them back is called. */
export interface LetterAddress {
  readonly path: string;
  /** What its letters are called, and calls about them end on. */
  readonly of: string;
  readonly name: string;
  readonly sendBack: string;
  /** How many were sent back, in the answer. */
  readonly count: string;
}

export const deadLetters: LetterAddress = {
  path: '/v1/admin/dead-letters',
  of: 'dead letters',
  name: 'DeadLetters',
  sendBack: 'redrive',
  count: 'redriven',
};
export const quarantine: LetterAddress = {
  path: '/v1/admin/quarantine',
  of: 'quarantined events',
  name: 'Quarantine',
  sendBack: 'release',
  count: 'released',
};

/** List and show; send back and purge by filter. */
export function letterRoutes(app: FastifyInstance, address: LetterAddress, box: DeadLetters): void {
  const { path, sendBack, count } = address;
  const { list, show, ...change } = letterOperations(address);
  const toLook = (operation: Operation) => ({ ...toInspectDeployment, operation });
  const toChange = (operation: Operation) => ({ ...toChangeDeployment, operation });
  app.get<{ Querystring: Fields }>(path, { config: toLook(list) }, async (request) => {
    const { letters, ...progress } = await box.list(listRequest(request.query));
    return { letters: letters.map((filed) => summary(filed, opened(filed.letter))), ...progress };
  });

  app.get<{ Params: { offset: string } }>(
    `${path}/:offset`,
    { config: toLook(show) },
    async (request) => {
      const fields = new AdminFields(request.params, ['offset']);
      const offset = fields.whole('offset', { min: 0, max: Number.MAX_SAFE_INTEGER })!;
      const filed = await box.show(offset);
      if (filed !== undefined) return whole(filed);
      const message = `There is no letter at offset ${offset}; it may have been purged, or be too old.`;
      throw new HttpProblem(404, { code: 'LETTER_NOT_FOUND', message });
    },
  );

  app.post(`${path}/${sendBack}`, { config: toChange(change.sendBack) }, async (request) => {
    const { redriven, ...rest } = await box.redrive(changeRequest(fieldsOf(request.body)));
    return { [count]: redriven, ...rest };
  });

  app.post(`${path}/purge`, { config: toChange(change.purge) }, (request) =>
    box.purge(changeRequest(fieldsOf(request.body))),
  );
}

function summary({ offset, filedAt, status, letter }: FiledLetter, { content }: Opened) {
  const { topic, partition, offset: origin, group, step, code, message, key } = letter;
  return {
    offset,
    filedAt,
    status,
    origin: { topic, partition, offset: origin, group },
    step,
    code,
    message,
    key: key && key.toString(),
    bytes: content?.length ?? 0,
  };
}

/** With the raw bytes of key and value in base64, and the value as text where it is one. */
function whole(filed: FiledLetter) {
  const { letter } = filed;
  const inside = opened(letter);
  const { content, refused } = inside;
  const base64 = (bytes: Buffer | null) => bytes && bytes.toString('base64');
  return {
    ...summary(filed, inside),
    keyBase64: base64(letter.key),
    valueBase64: base64(content),
    valueText: shownText(content),
    ...(refused && { site: refused.site, isCut: refused.isCut }),
  };
}

interface Opened {
  readonly refused: RefusedRow | undefined;
  /** What could not be processed: the record, or the row of a request. */
  readonly content: Buffer | null;
}

function opened(letter: DeadLetter): Opened {
  const refused = refusedRow(letter);
  return { refused, content: refused?.row ?? letter.value };
}
