import { deployments } from '@freshet/recommend';
import { createLogger } from '@freshet/runtime';
import { showProgress } from '../../progress.ts';
import type { EvaluateArguments } from '../arguments.ts';
import { openDeploymentLog } from '../../deployment-log/main.ts';
import { logConfig } from './config.ts';
import { type LogContent, readLog } from './read-log.ts';

/** The clicks of a deployment's own log, with a progress bar. @throws as both of what it calls. */
export async function readFromLog(
  { profile, site, experiment }: Pick<EvaluateArguments, 'profile' | 'site' | 'experiment'>,
  signal: AbortSignal,
): Promise<LogContent> {
  const logger = createLogger('freshet evaluate', 'warn');
  const { log } = await openDeploymentLog(logConfig(process.env), {
    clientId: 'freshet-evaluate',
    logger,
  });
  let total = 1;
  let passed = 0;
  const progress = showProgress({
    get total() {
      return total;
    },
    done: () => passed,
    note: () => 'reading',
  });
  try {
    return await readLog({
      log,
      deployment: deployments[profile],
      site,
      experiment,
      logger,
      signal,
      progress: {
        total: (records) => (total = Math.max(1, records)),
        passed: (records) => (passed += records),
      },
    });
  } finally {
    progress.stop();
    await log.close();
  }
}
