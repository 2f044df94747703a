import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { watchFaults } from '../support/page-faults.ts';

describeInChromium('/docs', () => {
  it('shows all calls of both services and tries one, with nothing from elsewhere', async () => {
    const { url } = await startFreshet(temporaryFolder());
    const page = await (await openContext()).newPage();
    const isOwn = ({ origin, protocol }: URL) => origin === url || protocol === 'data:';
    const { complaints, strangers } = watchFaults(page, isOwn);
    await page.goto(`${url}/docs`);
    const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as {
      paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
    };
    const described = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(described.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(['postEvents', 'getRecommendations', 'exportUserLog', 'getMetrics']),
    );
    await eventually('every call is on the page', async () =>
      expect(await page.locator('.opblock').count()).toBe(described.length),
    );
    const call = page.locator('.opblock', { hasText: /Whether it can do its work/ });
    await call.locator('.opblock-summary').click();
    await call.locator('.try-out__btn').click();
    await call.locator('.execute').click();
    await eventually('the answer is shown', async () => {
      expect(await call.locator('.live-responses-table').innerText()).toContain('"waitingFor": []');
    });
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });
});
