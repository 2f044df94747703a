import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { distributedForm, embeddedForm, type RunningForm } from '../support/forms.ts';
import { getJson } from '../support/http.ts';
import { startProcess } from '../support/processes.ts';
import { type Accepted, itemOf, startVisitors } from '../support/steady-visitors.ts';

const USERS = Array.from({ length: 12 }, (_, i) => `user-${i}`);
const patience = { timeoutMs: 60_000 };

async function freshet(...args: string[]): Promise<{ code: number | null; output: string }> {
  const command = ['node', '--import', 'tsx', 'services/freshet/src/main.ts', ...args];
  const running = startProcess({ command, env: {} });
  return { code: await running.exited, output: running.output() };
}

/** Asks for recommendations on and on; answers with what was not one. */
function readOn(apiUrl: string) {
  const faults: string[] = [];
  let asked = 0;
  const end = new AbortController();
  const asking = (async () => {
    while (!end.signal.aborted) {
      const answer = await fetch(`${apiUrl}/v1/recommendations?userId=user-1&n=3`);
      const { items, degraded } = (await answer.json()) as {
        items?: unknown[];
        degraded?: boolean;
      };
      asked++;
      if (!answer.ok || items?.length === 0 || degraded === true) faults.push(`${answer.status}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return async () => {
    end.abort();
    await asking;
    return { asked, faults };
  };
}

const countOf = (accepted: readonly Accepted[], user: string): number =>
  accepted.filter((one) => one.user === user).length;

/** Every accepted view counted once, in its visitor's profile and in its item. */
async function expectCounted({ apiUrl }: RunningForm, accepted: readonly Accepted[]) {
  await eventually(
    'every view is counted once',
    async () => {
      for (const user of USERS) {
        const { events } = await getJson<{ events: number }>(
          `${apiUrl}/v1/profiles?userId=${user}`,
        );
        const { visits } = await getJson<{ visits: number }>(`${apiUrl}/v1/items/${itemOf(user)}`);
        const count = countOf(accepted, user);
        expect({ user, events, visits }).toEqual({ user, events: count, visits: count });
      }
    },
    patience,
  );
}

async function untilServing({ apiUrl }: RunningForm) {
  await eventually('the API recommends', async () => {
    const answer = await getJson<{ items: unknown[] }>(
      `${apiUrl}/v1/recommendations?userId=user-1&n=3`,
    );
    expect(answer.items.length).toBeGreaterThan(0);
  });
}

for (const form of [distributedForm, embeddedForm]) {
  describe.skipIf(!form.available)(`repartition (${form.name})`, () => {
    it('grows 4 partitions to 6 under load and goes back, counting every event once', async () => {
      const running = await form.start({ partitions: 4 });
      const visitors = startVisitors(running.ingestUrl, USERS);
      onTestFinished(async () => void (await visitors.stop()));
      await untilServing(running);
      const stopReading = readOn(running.apiUrl);
      const at = ['--url', running.apiUrl];
      const command = ['repartition', '--partitions', '6', '--into', 'wide', ...at];

      const grown = await freshet(...command);
      expect(grown, grown.output).toMatchObject({ code: 0 });
      expect(grown.output).toMatch(/wide\s+live\s+6 partitions/);
      const again = await freshet(...command);
      expect(again, again.output).toMatchObject({ code: 0 });
      const other = await freshet('repartition', '--partitions', '8', '--into', 'wider', ...at);
      expect(other.code).toBe(1);
      expect(other.output).toMatch(/NAMESPACE_REFUSED: .*different partition counts already/);

      const before = visitors.accepted.length;
      await eventually('visitors go on', () =>
        expect(visitors.accepted.length).toBeGreaterThan(before + 200),
      );
      const back = await freshet('namespaces', 'swap', 'main', ...at);
      expect(back, back.output).toMatchObject({ code: 0 });
      const over = await freshet('namespaces', 'swap', 'wide', ...at);
      expect(over, over.output).toMatchObject({ code: 0 });

      const accepted = await visitors.stop();
      expect(visitors.refused).toBe(0);
      await expectCounted(running, accepted);
      const { asked, faults } = await stopReading();
      expect(faults).toEqual([]);
      expect(asked).toBeGreaterThan(50);
      expect((await freshet('namespaces', 'swap', 'main', ...at)).code).toBe(0);
      await expectCounted(running, accepted);
    });
  });
}
