import { expect, it } from 'vitest';
import { expectSeen, openBackOffice, seriousViolations } from '../support/back-office.ts';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { postJson } from '../support/http.ts';
import { agents } from '../support/quarantine.ts';

const payload = `<img src=x onerror="document.title='taken'">`;
const pointer = `/properties/${payload.replaceAll('/', '~1')}`;

async function putPlan(url: string, plan: object): Promise<void> {
  const answer = await fetch(`${url}/v1/admin/tracking-plan`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(plan),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

describeInChromium('the page of data quality', () => {
  it('shows what is wrong in both themes, whatever it is called, as text', async () => {
    const { url, page, open, send, strangers, complaints } = await openBackOffice();
    await putPlan(url, { types: { view: { fields: { [pointer]: {} } }, signup: {} } });
    await send({ id: payload, type: 'view', userId: 'ada', itemId: 'tent' });
    await send({ id: payload, type: 'view', userId: 'ada', itemId: 'tent' });
    const refused = { id: `refused ${payload}`, type: 'view', userId: 'ada' };
    expect(await postJson(`${url}/v1/events`, refused)).toMatchObject({ status: 400 });

    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await open(`/quality?id=${encodeURIComponent(payload)}`);
      const types = page.getByRole('region', { name: 'Types of events' });
      await expectSeen(types.getByRole('row', { name: 'signup never came' }));
      const problems = page.getByRole('region', { name: 'Not as planned' });
      await expectSeen(problems.getByRole('row', { name: /view .* missing 1/ }));
      await expectSeen(problems.getByText(pointer));
      const errors = page.getByRole('region', { name: 'Errors by code' });
      await expectSeen(errors.getByRole('row', { name: /FIELD_MISSING 1 .* \/itemId/ }));
      await expectSeen(page.getByText('It came 2 times, and counts once.'));
      expect(await seriousViolations(page), theme).toEqual([]);
      expect(await page.title()).toBe('Data quality · Freshet');
      expect(await page.locator('img').count()).toBe(0);
    }
    expect([strangers, complaints]).toEqual([[], []]);
  });

  it('says by the keyboard alone what became of an event, and why', async () => {
    const { url, page, open, send } = await openBackOffice();
    await send({ id: 'came', type: 'view', userId: 'ada', itemId: 'tent' });
    await postJson(`${url}/v1/events`, { id: 'refused', type: 'view', userId: 'ada' });
    await open('/quality');
    const verdict = page.getByRole('region', { name: 'Did it arrive?' });
    for (const [id, word] of [
      ['came', 'accepted'],
      ['refused', 'By ingest, with FIELD_MISSING at /itemId of the request.'],
      ['other', 'unknown'],
    ] as const) {
      await page.getByRole('textbox', { name: 'Event id' }).focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(id);
      await page.keyboard.press('Enter');
      await expectSeen(verdict.getByText(word, { exact: true }));
    }
  });

  it('shows that a browser without a window was set aside', async () => {
    const { url, page, open } = await openBackOffice();
    const agent = { userAgent: agents.headless };
    const shop = await (await openContext(agent)).newPage();
    await shop.goto(`${url}/`);
    const flagged = page.getByRole('region', { name: 'Flagged as bots' });
    await eventually('it is told', async () => {
      await open('/quality');
      await expectSeen(
        flagged.getByRole('row', { name: /^headless browser without a window [1-9]/ }),
      );
    });
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('keeps a plan that is written on it, and says what is wrong with one', async () => {
    const { page, open, send } = await openBackOffice();
    await send({ type: 'quiz', userId: 'ada' });
    await open('/quality');
    const card = page.getByRole('region', { name: 'Tracking plan' });
    await expectSeen(page.getByRole('row', { name: 'quiz comes' }));
    await card.getByRole('button', { name: 'Begin with the types that come' }).click();
    const text = card.getByRole('textbox', { name: 'Plan, as JSON' });
    expect(JSON.parse(await text.inputValue())).toEqual({ types: { quiz: {} } });
    const save = card.getByRole('button', { name: 'Save the plan' });
    await text.fill('{');
    await save.click();
    await expectSeen(card.getByText('JSON_MALFORMED'));
    await text.fill('{"types":{"quiz":{"odd":1}}}');
    await save.click();
    await expectSeen(card.getByText('/types/quiz/odd', { exact: true }));
    await text.fill('{"types":{"signup":{"everyMinutes":60}}}');
    await save.click();
    await expectSeen(card.getByRole('button', { name: 'Change the plan' }));
    await expectSeen(page.getByRole('row', { name: 'signup never came' }));
    await expectSeen(page.getByRole('row', { name: 'quiz not planned' }));

    await card.getByRole('button', { name: 'Delete the tracking plan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expectSeen(card.getByText('There is none, so nothing is checked.'));
    await eventually('nothing is held against it any more', async () => {
      expect(await page.getByRole('row', { name: 'signup' }).count()).toBe(0);
    });
  });
});
