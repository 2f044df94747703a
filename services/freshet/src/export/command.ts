import { topics } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { openDeploymentLog } from '../deployment-log/main.ts';
import { liveEvents } from '../deployment-log/live-events.ts';
import { interruptible } from '../interruption.ts';
import { showProgress } from '../progress.ts';
import { answersTable } from './answers-table.ts';
import { type ExportArguments, parseExportArguments, usage } from './arguments.ts';
import { exportConfig } from './config.ts';
import { eventsTable } from './events-table.ts';
import { exportLog } from './export-log.ts';
import { ExportTally } from './export-tally.ts';

/** `freshet export events|answers FOLDER`. */
export async function exportCommand(args: string[]): Promise<void> {
  const options = parseExportArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const tally = new ExportTally();
  const start = performance.now();
  try {
    await interruptible(
      (signal) => run(options, tally, signal),
      'Interrupted; files that are there are whole, and the same command makes the others.\n',
    );
  } finally {
    process.stdout.write(tally.summary((performance.now() - start) / 1000));
  }
  if (tally.unreadables > 0) process.exitCode ??= 1;
}

async function run(
  options: ExportArguments,
  tally: ExportTally,
  signal: AbortSignal,
): Promise<void> {
  const logger = createLogger('freshet export', 'warn');
  const { log, erasures } = await openDeploymentLog(exportConfig(process.env), {
    clientId: 'freshet-export',
    logger,
  });
  try {
    const isOfEvents = options.what === 'events';
    const topic = isOfEvents
      ? (await liveEvents({ log, logger })).topic
      : topics.recommendationAnswers.name;
    await log.admin.ensureTopics([topics.recommendationAnswers]);
    const table = isOfEvents ? eventsTable : answersTable(erasures);
    const offsets = await log.admin.offsets(topic);
    const progress = showProgress({
      total: Math.max(
        1,
        offsets.reduce((sum, { start, end }) => sum + end - start, 0),
      ),
      done: () => tally.records,
      note: () => `${tally.records} records · ${tally.rows} rows`,
    });
    try {
      const to = options.to ?? Date.now();
      await exportLog({ ...options, name: options.what, to }, { log, topic, table, tally, signal });
    } finally {
      progress.stop();
    }
  } finally {
    await log.close();
  }
}
