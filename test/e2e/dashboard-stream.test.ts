import type { Arrival } from '@freshet/dashboard';
import { describe, expect, it } from 'vitest';
import { readStream } from '../support/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import { forms } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

interface Shown {
  readonly events: readonly { readonly id: string; readonly receivedAt: number }[];
}
interface Told {
  readonly groups: readonly { readonly group: string; readonly lag: number }[];
  readonly intake: {
    readonly accepted: number;
    readonly rejected: readonly { readonly code: string; readonly count: number }[];
  };
  readonly notSeen: readonly string[];
}

const CLICKS = 20;
/** Where others use the machine as well, a few may be slower than a visitor should ever see. */
const WITHIN_MS = 1_000;

describe.each(forms.filter(({ available }) => available))(
  'the back office ($name)',
  ({ name, start }) => {
    it('shows events within a second of their arrival, and what was refused', async () => {
      const { ingestUrl, addDashboard } = await start();
      const { url } = await addDashboard();
      const stream = await readStream(`${url}/v1/dashboard/stream`);
      let clicks = 0;
      await eventually('most are shown in time', async () => {
        const delays: number[] = [];
        for (let i = 0; i < CLICKS; i++) {
          const id = `click-${clicks++}`;
          const event = { id, type: 'click', userId: `user-${i}`, itemId: 'tent' };
          expect((await postJson(`${ingestUrl}/v1/events`, event)).status).toBe(202);
          const delay = await eventually('the event is shown', () => {
            for (const { at, data } of stream.messages) {
              const shown = (data as Shown).events.find((one) => one.id === id);
              if (shown !== undefined) return at - shown.receivedAt;
            }
            throw new Error(`${id} is not shown`);
          });
          delays.push(delay);
        }
        delays.sort((a, b) => a - b);
        expect(delays[CLICKS / 2]!, `delays in ms: ${delays.join(' ')}`).toBeLessThan(WITHIN_MS);
      });

      const refused = { id: 'refused', type: 'click', itemId: 'tent' };
      await postJson(`${ingestUrl}/v1/events`, refused);
      await eventually('it is told why', async () => {
        const arrival = await getJson<Arrival>(`${url}/v1/dashboard/arrival?id=refused`);
        expect(arrival.refused).toMatchObject({ code: 'PROFILE_MISSING', type: 'click' });
      });
      await eventually('health tells of all that is in sight', async () => {
        const { groups, intake, notSeen } = await getJson<Told>(`${url}/v1/dashboard/health`);
        expect(groups.find(({ group }) => group === 'profiles')?.lag).toBe(0);
        if (name !== 'embedded') return expect(notSeen).toEqual(['ingest', 'worker']);
        expect(notSeen).toEqual([]);
        expect(intake).toMatchObject({ accepted: clicks, rejected: [{ count: 1 }] });
      });
    });
  },
);
