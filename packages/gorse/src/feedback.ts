import { eventTypes } from './feedback-type.ts';

/** Feedback as a site of Gorse gives it. */
export interface Feedback<At extends number | null = number | null> {
  readonly type: string;
  readonly userId: string;
  readonly itemId: string;
  /** Epoch ms; null where it does not say. */
  readonly at: At;
  readonly value: number;
  readonly labels: unknown;
  readonly comment: unknown;
  /** Whether it takes the place of what was told before, as by PUT. */
  readonly overwrites: boolean;
}

/** The events that it becomes, several for some types; what no field of an event has is in `properties.gorse`. */
export function eventsOf<At extends number | null>(feedback: Feedback<At>) {
  const { type, userId, itemId, at, value } = feedback;
  const properties = { gorse: said(feedback) };
  return eventTypes(type).map((eventType) => ({
    type: eventType,
    userId,
    itemId,
    occurredAt: at,
    ...(eventType === 'rating' && { value }),
    properties,
  }));
}

function said({ type, value, labels, comment, overwrites }: Feedback) {
  const gorse: Record<string, unknown> = { FeedbackType: type };
  if (value !== 0) gorse['Value'] = value;
  if (labels != null) gorse['Labels'] = labels;
  if (comment != null && comment !== '') gorse['Comment'] = comment;
  if (overwrites) gorse['Overwrites'] = true;
  return gorse;
}
