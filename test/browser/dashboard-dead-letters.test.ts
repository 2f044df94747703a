import { behaviourEventCodec, topics } from '@freshet/events';
import { openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { behaviourEvent } from '../support/events.ts';
import { temporaryFolder } from '../support/forms.ts';
import { postJson } from '../support/http.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const torn = behaviourEventCodec.encode(behaviourEvent({ id: 'torn' })).subarray(0, 20);
const hex = (byte: number) => byte.toString(16).padStart(2, '0');

describeInChromium('the page of dead letters', () => {
  it('lists one, shows its bytes or text, redrives it, and purges only after asking', async () => {
    const dataDir = temporaryFolder();
    await poisonIntake(dataDir);
    const { page, open, url } = await openBackOffice(dataDir);
    await open('/dead-letters');
    const letter = (offset: number) => page.getByRole('row', { name: `${offset} 20` });
    await expectSeen(letter(0).getByText('RECORD_UNDECODABLE'));
    await page.getByRole('button', { name: 'Inspect letter 0' }).click();
    await expectSeen(page.getByText(`000000  ${[...torn.subarray(0, 5)].map(hex).join(' ')}`));

    await page.getByRole('button', { name: 'Redrive letter 0' }).click();
    await expectSeen(page.getByText('1 redriven'));
    // It still cannot be read, and comes back as another one.
    await expectSeen(letter(1));
    await page.getByLabel('Status').selectOption('any');
    await expectSeen(letter(0).getByText('redriven'));

    await page.getByRole('button', { name: 'Purge all that match' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await letter(0).count()).toBe(1);
    await page.getByRole('button', { name: 'Purge all that match' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Purge all that match' }).click();
    await expectSeen(page.getByText('2 purged'));
    await expectSeen(page.getByText('No dead letters'));

    await page.getByLabel('Status').selectOption('open');
    const refused = { type: 'track', anonymousId: 'guest', note: '<b>größer</b>' };
    expect(await postJson(`${url}/v1/batch`, { batch: [refused] })).toMatchObject({ status: 200 });
    await page.getByRole('button', { name: 'Inspect letter 2' }).click();
    await expectSeen(page.getByText('"note": "<b>größer</b>"'));
    await page.getByRole('button', { name: 'Redrive letter 2' }).click();
    await expectSeen(page.getByText('0 redriven, 1 refused: /event: event is missing'));
  });
});

/** A record that is no event, in the log before anybody reads it. */
async function poisonIntake(dataDir: string): Promise<void> {
  const environment = openEnvironment(dataDir);
  const log = createEmbeddedLog({ environment, partitions: 8, logger: quietLogger });
  await log.admin.ensureTopics(Object.values(topics));
  await log.publisher.publish(topics.behaviourEvents.name, [{ key: 'default/u/ada', value: torn }]);
  await log.close();
  await environment.close();
}
