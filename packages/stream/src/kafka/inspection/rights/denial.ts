/**
 * Whether brokers refused this for want of a right; what else is wrong with a call says nothing of rights.
 * Of a group or transactional id that may not be seen kafkajs only says that it has no coordinator.
 */
export function isDenied(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e.name === 'KafkaJSGroupCoordinatorNotFound') return true;
    if ('type' in e && String(e.type).endsWith('_AUTHORIZATION_FAILED')) return true;
    if (partsOf(e).some(isDenied)) return true;
  }
  return false;
}

/** kafkajs collects what happened to several groups or partitions, each collection in its own way. */
function partsOf(error: Error): unknown[] {
  const { groups, partitions } = error as { groups?: unknown; partitions?: unknown };
  return [groups, partitions].flatMap((parts) =>
    Array.isArray(parts) ? parts.map((part: { readonly error?: unknown }) => part.error) : [],
  );
}

/** Whether the call was denied; brokers judge that before they look at anything else. */
export const denied = (call: Promise<unknown>): Promise<boolean> =>
  call.then(() => false, isDenied);
