import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { answerParent } from '../child.ts';
import { oneKilobyte } from '../one-kilobyte.ts';

const id = { type: ['string', 'null'], minLength: 1, maxLength: 256 };
const amount = { type: ['number', 'null'], minimum: 0 };
const freeForm = { type: ['object', 'null'] };

/** What `POST /v1/events` takes, as a plain JSON schema. */
const eventsBody = {
  type: 'object',
  properties: {
    events: {
      type: 'array',
      minItems: 1,
      maxItems: 500,
      items: {
        type: 'object',
        properties: {
          id,
          type: { type: 'string', minLength: 1, maxLength: 64 },
          userId: id,
          anonymousId: id,
          sessionId: id,
          itemId: id,
          items: {
            type: ['array', 'null'],
            maxItems: 100,
            items: {
              type: 'object',
              properties: { itemId: id, quantity: amount, price: amount },
              required: ['itemId'],
              additionalProperties: false,
            },
          },
          orderId: id,
          value: { type: ['number', 'null'] },
          currency: { type: ['string', 'null'], pattern: '^[A-Z]{3}$' },
          occurredAt: { type: ['number', 'string', 'null'] },
          recommId: id,
          context: freeForm,
          properties: freeForm,
        },
        required: ['type'],
        additionalProperties: false,
      },
    },
  },
  required: ['events'],
  additionalProperties: false,
};

const calls = {
  /** Listens and answers with the URL. */
  async listen(): Promise<string> {
    const app = Fastify({ ajv: { customOptions: { allowUnionTypes: true } } });
    app.post('/v1/events', { schema: { body: eventsBody } }, (request, reply) => {
      const { events } = request.body as { events: unknown[] };
      return reply.code(202).send({ accepted: events.length, rejected: [], durability: 'log' });
    });
    app.get('/one-kilobyte', () => oneKilobyte);
    await app.listen({ host: '127.0.0.1', port: 0 });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  },
};

export type BareFastifyCalls = typeof calls;

answerParent(calls);
