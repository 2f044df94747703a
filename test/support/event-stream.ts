import { onTestFinished } from 'vitest';

export interface StreamMessage {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
  /** When it came, epoch ms. */
  readonly at: number;
}

export interface ReadStream {
  readonly status: number;
  /** As they came. */
  readonly messages: readonly StreamMessage[];
  /** Lines that only keep the connection alive. */
  readonly heartbeats: number;
  readonly isEnded: boolean;
  close(): void;
}

/** Reads Server-Sent Events as a browser does. */
export async function readStream(
  url: string,
  headers: Record<string, string> = {},
): Promise<ReadStream> {
  const abort = new AbortController();
  const answer = await fetch(url, { headers, signal: abort.signal });
  const messages: StreamMessage[] = [];
  const state = { heartbeats: 0, isEnded: false };
  onTestFinished(() => abort.abort());
  void (async () => {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body!) {
        const blocks = (text + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) {
          const message = parse(block);
          if (message === undefined) state.heartbeats++;
          else messages.push(message);
        }
      }
    } catch (error) {
      if (!abort.signal.aborted)
        messages.push({ event: 'broken', id: '', data: error, at: Date.now() });
    }
    state.isEnded = true;
  })();
  return {
    status: answer.status,
    messages,
    get heartbeats() {
      return state.heartbeats;
    },
    get isEnded() {
      return state.isEnded;
    },
    close: () => abort.abort(),
  };
}

function parse(block: string): StreamMessage | undefined {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  if (fields['data'] === undefined) return undefined;
  const { event = 'message', id = '', data } = fields;
  return { event, id, data: JSON.parse(data) as unknown, at: Date.now() };
}
