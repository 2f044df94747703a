import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import type { RunningService } from '../support/processes.ts';
import { textsInFiles } from '../support/texts-in-files.ts';

const USER = 'quetzalcoatlus-northropi-0451';
const ANONYMOUS = 'archaeopteryx-lithographica-0452';
const OTHER = 'compsognathus-longipes-0453';
const theirs = [USER, ANONYMOUS];
/** Where all requests come from, as a proxy says. */
const ADDRESS = '203.0.113.177';

async function post(url: string, events: readonly object[]): Promise<void> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': ADDRESS },
    body: JSON.stringify({ events }),
  });
  expect(answer.status, await answer.text()).toBe(202);
}

/** Views, an order, and an answer that is clicked on: rows everywhere that a visitor has rows. */
async function visit(url: string, who: object, round: number): Promise<void> {
  const view = (itemId: string) => ({ type: 'view', itemId, ...who });
  const context = { url: `https://shop.example/?round=${round}` };
  await post(url, [view('tent'), view('stove'), { type: 'page', context, ...who }]);
  const query = new URLSearchParams(who as Record<string, string>).toString();
  const answer = await fetch(`${url}/v1/recommendations?${query}`);
  const { recommId } = (await answer.json()) as { recommId: string };
  const click = { type: 'click', itemId: 'stove', recommId, position: 1, ...who };
  await post(url, [click, { type: 'purchase', itemId: 'stove', value: 3, ...who }]);
}

async function forget(url: string, path: string): Promise<string> {
  const answer = await fetch(`${url}${path}`, { method: 'DELETE' });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { erasureId: string }).erasureId;
}

const isKnown = async (url: string, query: string) =>
  (await fetch(`${url}/v1/profiles?${query}`)).status === 200;

describe('after an erasure', () => {
  it('no file of the embedded form holds an id of theirs once it was started again', async () => {
    const dir = temporaryFolder();
    const lines: string[] = [];
    const run = async (work: (freshet: RunningService) => Promise<void>) => {
      const freshet = await startFreshet(dir, 8, undefined, {
        LOG_LEVEL: 'debug',
        TRUSTED_PROXIES: 'loopback',
      });
      await work(freshet);
      expect(await freshet.stop()).toBe(0);
      lines.push(freshet.output());
    };
    await run(async ({ url }) => {
      for (let round = 0; round < 5; round++) {
        await visit(url, { userId: USER }, round);
        await visit(url, { anonymousId: ANONYMOUS }, round);
        await visit(url, { userId: OTHER }, round);
      }
      await eventually('they are known', async () => {
        expect(await isKnown(url, `userId=${USER}`)).toBe(true);
        expect(await isKnown(url, `anonymousId=${ANONYMOUS}`)).toBe(true);
      });
      // Answers are written behind the back of who waits for them.
      await eventually('it is on disk', () => expect(textsInFiles(dir, theirs)).toHaveLength(2));
    });
    await run(async ({ url, output }) => {
      await forget(url, `/v1/users/${USER}`);
      await forget(url, `/v1/profiles?anonymousId=${ANONYMOUS}`);
      await eventually('they are forgotten', async () => {
        expect(await isKnown(url, `userId=${USER}`)).toBe(false);
        expect(await isKnown(url, `anonymousId=${ANONYMOUS}`)).toBe(false);
      });
      await eventually('nothing is left to take out of the log', () => {
        expect(output()).toMatch(/"left":0.*taken out of the log/);
      });
    });
    // Free pages of the file may still hold it: the next start writes the file anew.
    await run(async ({ url }) => {
      expect(textsInFiles(dir, theirs)).toEqual([]);
      expect(await isKnown(url, `userId=${USER}`)).toBe(false);
      expect(await isKnown(url, `userId=${OTHER}`)).toBe(true);
      await visit(url, { userId: OTHER }, 9);
    });
    expect(textsInFiles(dir, theirs)).toEqual([]);
    expect(textsInFiles(dir, [OTHER])).not.toEqual([]);
    expect(textsInFiles(dir, [ADDRESS])).toEqual([]);
    for (const text of [...theirs, OTHER, ADDRESS]) expect(lines.join('\n')).not.toContain(text);
  });
});
