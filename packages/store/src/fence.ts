import type { Fence } from './store.ts';

/** `next:checksum:streamTime`: how a fence lies in a store; compared as text. */
export function formatFence({ next, checksum, streamTime }: Fence): string {
  return `${next}:${checksum}:${streamTime}`;
}

export function parseFence(text: string): Fence {
  const [next, checksum, streamTime] = text.split(':').map(Number);
  if (next === undefined || checksum === undefined || streamTime === undefined) {
    throw new Error(`not a fence: "${text}"`);
  }
  return { next, checksum, streamTime };
}
