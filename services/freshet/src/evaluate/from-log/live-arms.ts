import { describeArm } from '@freshet/api';
import { attributionFiguresTopic } from '@freshet/events';
import { FreshetError, type Logger } from '@freshet/runtime';
import { readFigures } from '@freshet/store';
import type { Log } from '@freshet/stream';
import { FiguresTable } from '@freshet/tables';

/** What the visitors of one arm of an experiment have done, with intervals that hold at any time. */
export type LiveArm = ReturnType<typeof describeArm>;

export interface ArmsReading {
  readonly log: Log;
  /** Whose figures: the live one. */
  readonly namespace: string;
  readonly site: string;
  readonly experiment: string;
  readonly logger: Logger;
}

/**
 * The arms of an experiment as `attribution.figures` has them, by name.
 * @throws FreshetError EVALUATION_REFUSED where it has none; LOG_UNREACHABLE.
 */
export async function readArms(reading: ArmsReading): Promise<readonly LiveArm[]> {
  const { log, namespace, site, experiment, logger } = reading;
  const topic = attributionFiguresTopic(namespace);
  const table = new FiguresTable();
  await log.admin.ensureTopics([topic]);
  const follower = await log.follow({
    topic: topic.name,
    onFatal: (err) => logger.error({ err }, 'figures can no longer be followed'),
    record({ key, value, offset }) {
      if (key === null) return;
      if (value === null) return table.clear(Buffer.from(key).toString());
      try {
        const { cell, figures } = readFigures(value);
        table.set(cell, figures);
      } catch (err) {
        logger.warn({ err, offset }, 'figures that cannot be read are left out');
      }
    },
  });
  await follower.caughtUp;
  await follower.close();
  const arms = [...table.arms(site)].filter((arm) => arm.experiment === experiment);
  if (arms.length === 0) {
    const message = `The log holds no figures of an experiment "${experiment}" on the site "${site}".`;
    throw new FreshetError('EVALUATION_REFUSED', message);
  }
  return arms.map(describeArm).toSorted((a, b) => (a.variant < b.variant ? -1 : 1));
}
