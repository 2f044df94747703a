import TinyQueue from 'tinyqueue';
import type { Timed } from './timed.ts';

/** What a part has next. */
interface Head extends Timed {
  readonly part: number;
}

/** Parts that are in order of time each, as one; of equal times those of the first part come first. */
export async function* merged(parts: readonly AsyncGenerator<Timed>[]): AsyncGenerator<Timed> {
  const heads = new TinyQueue<Head>([], (a, b) => a.at - b.at || a.part - b.part);
  async function advance(part: number): Promise<void> {
    const { done, value } = await parts[part]!.next();
    if (!done) heads.push({ ...value, part });
  }
  try {
    for (const part of parts.keys()) await advance(part);
    for (let head = heads.pop(); head !== undefined; head = heads.pop()) {
      yield head;
      await advance(head.part);
    }
  } finally {
    for (const part of parts) await part.return(undefined);
  }
}
