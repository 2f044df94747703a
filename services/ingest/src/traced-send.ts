import type { RequestSpan } from '@freshet/tracing';
import type { Durability, Message } from './message.ts';

/**
 * Gives messages on at the moment of the call, in a span of the request if it has one; they carry it with
 * them, so that whoever works on them is part of the trace.
 */
export async function tracedSend(
  span: RequestSpan | undefined,
  topic: string,
  messages: readonly Message[],
  send: (messages: readonly Message[]) => Promise<Durability>,
): Promise<Durability> {
  if (span === undefined) return send(messages);
  const sending = span.sending(topic, messages.length);
  const { headers } = sending;
  try {
    const durability = await send(messages.map((message) => ({ ...message, headers })));
    sending.end();
    return durability;
  } catch (error) {
    sending.end(error);
    throw error;
  }
}
