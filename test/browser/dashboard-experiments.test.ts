import { expect, it } from 'vitest';
import { expectSeen, openBackOffice, seriousViolations } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { getJson } from '../support/http.ts';

describeInChromium('the page of experiments', () => {
  it('makes one by a form, changes it, and starts and stops it', async () => {
    const { url, page, open } = await openBackOffice();
    await open('/experiments');
    await page.getByRole('button', { name: 'New experiment' }).click();
    const form = page.getByRole('form', { name: 'New experiment' });
    await form.getByLabel('Id').fill('spring-1');
    await form.getByLabel('product').check();
    await form.getByLabel('Holdout, in percent of visitors').fill('5');
    const [a, b] = [1, 2].map((n) => form.locator('fieldset.variant').nth(n - 1));
    await a!.getByLabel('Share').fill('3');
    await expectSeen(a!.getByText('71.3 % of visitors'));
    await b!.getByLabel('Weights').selectOption('start');
    await b!.getByLabel('Diversity').fill('0.3');
    await b!.getByRole('button', { name: 'Add a boost to b' }).click();
    await b!.getByLabel('Boost what passes (CEL)').fill('item.price < 50');
    await form.getByRole('button', { name: 'Add a variant' }).click();
    await form.getByLabel('Strategy').last().selectOption('popular');
    expect(await seriousViolations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Make experiment' }).click();
    await expectSeen(page.getByText('spring-1 is saved'));
    const stored = () => getJson<object>(`${url}/v1/admin/experiments/spring-1`);
    const boost = [{ filter: 'item.price < 50', factor: 2 }];
    const variants = [
      { name: 'a', share: 3, strategy: 'personal', weights: 'served', parameters: {} },
      {
        name: 'b',
        share: 1,
        strategy: 'personal',
        weights: 'start',
        parameters: { diversity: 0.3, boost },
      },
      { name: 'c', share: 1, strategy: 'popular', parameters: {} },
    ];
    const made = { state: 'draft', scenarios: ['home', 'product'], holdout: 0.05, variants };
    expect(await stored()).toMatchObject(made);

    await page.getByRole('button', { name: 'Edit spring-1' }).click();
    const editor = page.getByRole('form', { name: 'Experiment spring-1' });
    expect(await editor.getByLabel('Diversity').nth(1).inputValue()).toBe('0.3');
    await editor.getByRole('button', { name: 'Remove variant c' }).click();
    await editor.getByRole('button', { name: 'Save experiment' }).click();
    await expectSeen(page.getByText('spring-1 is saved'));
    // What was said of the first save may still be seen.
    await eventually('the change is stored', async () =>
      expect(await stored()).toMatchObject({ ...made, variants: variants.slice(0, 2) }),
    );

    await page.getByRole('button', { name: 'Start spring-1' }).click();
    await expectSeen(page.getByText('spring-1 is started'));
    await page.getByRole('button', { name: 'Stop spring-1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await expectSeen(page.getByText('spring-1 is stopped'));
  });

  it('says beside a field what is wrong with it, and elsewhere what has no field', async () => {
    const { page, open } = await openBackOffice();
    await open('/experiments');
    await page.getByRole('button', { name: 'New experiment' }).click();
    const form = page.getByRole('form', { name: 'New experiment' });
    const make = form.getByRole('button', { name: 'Make experiment' });
    const faultOf = (label: string) => form.getByLabel(label).first();
    await form.getByLabel('Id').fill('spring-1');
    await form.getByLabel('home').uncheck();
    await make.click();
    await expectSeen(form.getByText('scenarios must be a list of different ones of'));
    await form.getByLabel('home').check();
    await faultOf('Exploration').fill('0.9');
    await make.click();
    await expectSeen(form.locator('.fault').getByText('exploration must be'));
    expect(await faultOf('Exploration').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
    await faultOf('Exploration').fill('');
    await form.getByRole('button', { name: 'Add a boost to a' }).click();
    await faultOf('Boost what passes (CEL)').fill('item.price <');
    await make.click();
    await expectSeen(form.locator('.boost-fields .fault'));
    await form.getByRole('button', { name: 'Remove boost 1 of a' }).click();
    await form.getByLabel('Id').fill('Spring!');
    await make.click();
    await expectSeen(form.locator('.fault').getByText('An experiment is named by'));
    await form.getByLabel('Id').fill('spring-1');
    await form.getByLabel('Holdout, in percent of visitors').fill('0');
    await form.getByRole('button', { name: 'Remove variant b' }).click();
    await make.click();
    await expectSeen(form.getByRole('alert').getByText('without a holdout'));
  });

  it('takes as JSON what the form has no field for, and goes back where it can', async () => {
    const { page, open } = await openBackOffice();
    await open('/experiments');
    await page.getByRole('button', { name: 'New experiment' }).click();
    const form = page.getByRole('form', { name: 'New experiment' });
    await form.getByLabel('Id').fill('by-hand');
    await form.getByRole('button', { name: 'As JSON' }).click();
    const text = form.getByLabel('Definition (JSON)');
    expect(JSON.parse(await text.inputValue())).toMatchObject({ holdout: 0.02 });
    await text.fill('{"scenarios":');
    await form.getByRole('button', { name: 'As a form' }).click();
    await expectSeen(form.getByRole('alert').getByText('This is no JSON'));
    const variants = [{ name: 'a', share: 1, weights: { version: 1 } }];
    await text.fill(JSON.stringify({ scenarios: ['cart'], variants }));
    await form.getByRole('button', { name: 'As a form' }).click();
    await expectSeen(form.getByRole('alert').getByText('the form has no field for'));
    const known = [{ name: 'solo', share: 1, parameters: { diversity: 0.5 } }];
    await text.fill(JSON.stringify({ scenarios: ['cart'], variants: known }));
    await form.getByRole('button', { name: 'As a form' }).click();
    expect(await form.getByLabel('Name').inputValue()).toBe('solo');
    expect(await form.getByLabel('cart').isChecked()).toBe(true);
    await form.getByRole('button', { name: 'Make experiment' }).click();
    await expectSeen(page.getByText('by-hand is saved'));
  });
});
