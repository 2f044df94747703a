/** JSON schemas of the answers, by which Fastify serialises them: several times faster than by itself. */
const text = { type: 'string' } as const;
const number = { type: 'number' } as const;
const boolean = { type: 'boolean' } as const;

const reason = {
  type: 'object',
  required: ['type'],
  properties: { type: text, itemId: text, share: number },
} as const;

const recommendedItem = {
  type: 'object',
  required: ['itemId', 'score'],
  properties: {
    itemId: text,
    score: number,
    reasons: { type: 'array', items: reason },
  },
} as const;

export const recommendationsSchema = {
  type: 'object',
  required: ['recommId', 'strategy', 'fallback', 'items'],
  properties: {
    recommId: text,
    strategy: text,
    fallback: boolean,
    degraded: boolean,
    items: { type: 'array', items: recommendedItem },
  },
} as const;

/** One list, or several by name under `slots`. */
export const recommendationsOrSlotsSchema = {
  type: 'object',
  properties: {
    ...recommendationsSchema.properties,
    slots: { type: 'object', additionalProperties: recommendationsSchema },
  },
} as const;

export const trendingSchema = {
  type: 'object',
  required: ['window', 'items'],
  properties: {
    window: text,
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['itemId', 'score'],
        properties: { itemId: text, score: number },
      },
    },
  },
} as const;
