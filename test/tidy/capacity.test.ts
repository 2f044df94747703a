import { expect, it } from 'vitest';
import { readMeasured } from '../bench/capacity/measured.ts';
import { capacityPage } from '../bench/capacity/page.ts';
import { textOf } from '../support/repository.ts';

/** After a new measurement: npx vitest run --project unit test/tidy/capacity.test.ts -u */
it('docs/capacity.md is computed from docs/capacity.json', async () => {
  const page = capacityPage(readMeasured(textOf('docs/capacity.json')));
  await expect(page).toMatchFileSnapshot('../../docs/capacity.md');
});
