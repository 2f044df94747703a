import { LRUCache } from 'lru-cache';
import type { Circumstances } from './translate.ts';

/** Devices of which is remembered whom they were said to be, about 300 bytes each; of others it is said again. */
const DEVICES_MAX = 50_000;

/**
 * Which device was said to be which user, so that not every event of theirs says it again: once a session, and
 * whenever it is another one, or one who is proven now. To say it twice changes nothing.
 */
export class SaidUsers {
  readonly #said = new LRUCache<string, string>({ max: DEVICES_MAX });

  /** What one request says; it counts as said once the request is answered. */
  begin(site: string): { isNews: Circumstances['isNews']; end(): void } {
    const news = new Map<string, string>();
    return {
      isNews: ({ userId, anonymousId, sessionId }, isProven) => {
        const device = `${site}/${String(anonymousId)}`;
        const user = `${isProven} ${String(sessionId)} ${String(userId)}`;
        if ((news.get(device) ?? this.#said.get(device)) === user) return false;
        news.set(device, user);
        return true;
      },
      end: () => {
        for (const [device, user] of news) this.#said.set(device, user);
      },
    };
  }
}
