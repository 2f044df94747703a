import {
  type BehaviourEvent,
  behaviourEventCodec,
  copiedEventCodec,
  encodeRecommId,
  FIRST_NAMESPACE,
  namespaceTopics,
  UnknownSchema,
} from '@freshet/events';
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import { createAttributionProcessor } from './attribution.ts';

const signer = {
  sign: (domain: string, content: Uint8Array) =>
    createHmac('sha256', 'secret').update(domain).update(content).digest('binary'),
};
const facts = {
  site: 'default',
  at: 1,
  strategy: 'trending',
  scenario: 'home',
  experiment: null,
  variant: null,
  takenOver: false,
  n: 1,
  explored: 0,
  randomness: 1,
};
const given = encodeRecommId(facts, signer);

/** What the processor takes from a record, and how many ids it has never seen. */
function taken(value: Uint8Array | null) {
  let unknown = 0;
  const processor = createAttributionProcessor({
    topics: namespaceTopics({ name: FIRST_NAMESPACE, events: null }),
    namespace: { name: FIRST_NAMESPACE, to: null },
    signer,
    countUnknown: () => unknown++,
  });
  const record = { offset: 0, key: null, value, timestamp: 0 };
  const { inputs, source } = processor.decode(record);
  return { inputs, source, unknown };
}
const encoded = (fields: Partial<BehaviourEvent>) =>
  Buffer.from(behaviourEventCodec.encode(behaviourEvent({ id: 'e', ...fields })));

describe('attribution takes', () => {
  it('what brings back an answer that was given', () => {
    expect(taken(encoded({ type: 'click', recommId: given }))).toMatchObject({
      inputs: [{ input: { event: { type: 'click' }, answer: facts } }],
      unknown: 0,
    });
  });

  it.for(['purchase', 'refund', 'identify', 'alias', 'erase'])(
    'a %s, with an answer or without',
    (type) => {
      expect(taken(encoded({ type })).inputs).toMatchObject([{ input: { answer: null } }]);
      const forged = taken(encoded({ type, recommId: 'made up' }));
      expect(forged).toMatchObject({ inputs: [{ input: { answer: null } }], unknown: 1 });
    },
  );

  it('a copy with where it comes from', () => {
    const value = encoded({ type: 'purchase' });
    const copy = copiedEventCodec.encode({ topic: 1, partition: 2, offset: 3, value });
    expect(taken(copy)).toMatchObject({ inputs: [{}], source: { offsets: [3] } });
  });
});

describe('attribution leaves alone', () => {
  it.for([
    ['what has to do with no answer', encoded({ type: 'view' })],
    ['imported history', encoded({ type: 'purchase', history: { source: 's', sequence: 1 } })],
    ['an empty record, which profiles files', null],
    ['what is no event, which profiles files', Buffer.from('no event')],
    ['an event cut short, which profiles files', encoded({ type: 'purchase' }).subarray(0, 30)],
  ] as const)('%s', ([, value]) => {
    expect(taken(value)).toMatchObject({ inputs: [], unknown: 0 });
  });

  it('an answer that was never given, or to another site, and counts it', () => {
    expect(taken(encoded({ type: 'click', recommId: 'made up' }))).toMatchObject({
      inputs: [],
      unknown: 1,
    });
    expect(taken(encoded({ type: 'click', recommId: given, site: 'other' }))).toMatchObject({
      inputs: [],
      unknown: 1,
    });
  });
});

it('waits for an upgrade at an event of a newer version', () => {
  expect(() => taken(Buffer.from('0000000063ff', 'hex'))).toThrow(UnknownSchema);
});
