import { cellKey, emptyFigures } from '@freshet/attribution';
import { topics } from '@freshet/events';
import { figuresRecord } from '@freshet/store';
import { expect, test } from 'vitest';
import { textOfArms } from '../../services/freshet/src/evaluate/from-log/arms-text.ts';
import { readArms } from '../../services/freshet/src/evaluate/from-log/live-arms.ts';
import { describeLog, openLog } from '../support/log-engines.ts';
import { quietLogger } from '../support/quiet-logger.ts';

/** A hundred visitors, each shown ten items; ten of them clicked once, five bought for two euros. */
function armOf(experiment: string, variant: string, site = 'default') {
  const figures = emptyFigures();
  Object.assign(figures.counts, {
    visitors: 100,
    buyers: 5,
    impressions: 1_000,
    impressionsSquared: 10_000,
    clicks: 10,
    clicksSquared: 10,
    clicksByImpressions: 100,
    orders: 5,
    ordersSquared: 5,
  });
  figures.money.set('EUR', { currency: 'EUR', sum: 100_000, squares: 5 * 20_000 ** 2 });
  const key = cellKey({ kind: 'arm', site, experiment, variant });
  return { key, value: figuresRecord(key, figures) };
}

describeLog("an experiment's live figures", (engine) => {
  test('are those of its arms in the log, as the API describes them', async () => {
    const log = await openLog(engine);
    await log.admin.ensureTopics(Object.values(topics));
    const records = [armOf('e', 'b'), armOf('e', 'a'), armOf('f', 'a'), armOf('e', 'a', 'other')];
    await log.publisher.publish(topics.attributionFigures.name, records);
    const reading = { log, namespace: 'main', site: 'default', logger: quietLogger };
    const arms = await readArms({ ...reading, experiment: 'e' });
    expect(arms.map(({ variant }) => variant)).toEqual(['a', 'b']);
    expect(arms[0]).toMatchObject({
      visitors: 100,
      clickThrough: { value: 0.01 },
      conversion: { value: 0.05 },
      revenue: [{ amount: 10, currency: 'EUR' }],
    });
    const text = textOfArms('e', arms);
    expect(text).toMatch(/^ {2}a: 100 visitors, click-through 1\.00 %.*conversion 5\.00 %/m);
    expect(text).toMatch(/revenue 10 EUR$/m);
    await expect(readArms({ ...reading, experiment: 'none' })).rejects.toThrow(
      /no figures of an experiment "none"/,
    );
  });
});
