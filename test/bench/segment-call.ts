import type { Click } from './clicks.ts';
import type { CallOf } from './event-requests.ts';

/** Clicks as Segment's library for Node sends them. */
export const segmentCall: CallOf = (clicks) => ({
  method: 'POST',
  path: '/v1/batch',
  body: JSON.stringify({ batch: clicks.map(message), writeKey: 'bench', sentAt: new Date() }),
});

function message({ userId, sessionId, itemId, at }: Click) {
  return {
    timestamp: new Date(at),
    integrations: {},
    userId,
    type: 'track',
    properties: { product_id: itemId },
    event: 'Product Clicked',
    context: {
      sessionId,
      library: { name: '@segment/analytics-node', version: '3.1.0' },
    },
    messageId: `node-next-${at}-7f1c0e7e-9f9d-4d4c-8d3f-${userId}-${itemId}`,
    _metadata: { nodeVersion: 'v20.20.2', jsRuntime: 'node' },
  };
}
