import type { Click } from './clicks.ts';
import type { CallOf } from './event-requests.ts';

/** Clicks as Segment's library for Node sends them. */
export const segmentCall: CallOf = (clicks) => ({
  method: 'POST',
  path: '/v1/batch',
  body: JSON.stringify({ batch: clicks.map(message), writeKey: 'bench', sentAt: new Date() }),
});

/** What is kept of them, as our own endpoint takes it. */
export const sameNativeCall: CallOf = (clicks) => ({
  method: 'POST',
  path: '/v1/events',
  body: JSON.stringify({ events: clicks.map(sameEvent), sentAt: new Date() }),
});

function message(click: Click) {
  return {
    timestamp: new Date(click.at),
    integrations: {},
    userId: click.userId,
    type: 'track',
    properties: { product_id: click.itemId },
    event: 'Product Clicked',
    context: contextOf(click),
    messageId: idOf(click),
    _metadata: { nodeVersion: 'v20.20.2', jsRuntime: 'node' },
  };
}

function sameEvent(click: Click) {
  const { userId, sessionId, itemId } = click;
  const context = contextOf(click);
  const occurredAt = new Date(click.at);
  return { id: idOf(click), type: 'click', userId, sessionId, itemId, occurredAt, context };
}

const idOf = ({ userId, itemId, at }: Click) =>
  `node-next-${at}-7f1c0e7e-9f9d-4d4c-8d3f-${userId}-${itemId}`;

const contextOf = ({ sessionId }: Click) => ({
  sessionId,
  library: { name: '@segment/analytics-node', version: '3.1.0' },
});
