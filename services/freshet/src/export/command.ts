import { createLogger } from '@freshet/runtime';
import { showProgress } from '../progress.ts';
import { reported, type Running } from '../reported.ts';
import { type ExportArguments, parseExportArguments, usage } from './arguments.ts';
import { exportConfig } from './config.ts';
import { exportLog } from './export-log.ts';
import { ExportTally } from './export-tally.ts';
import { openTable } from './exported-tables.ts';
import { openExportedLog } from './open-log.ts';

/** `freshet export events|answers|outcomes|arms FOLDER`. */
export async function exportCommand(args: string[]): Promise<void> {
  const options = parseExportArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const tally = new ExportTally();
  await reported((running) => run(options, tally, running), {
    farewell:
      'Interrupted; files that are there are whole, and the same command makes the others.\n',
    report: (seconds) => tally.summary(seconds),
  });
  if (tally.unreadables > 0) process.exitCode ??= 1;
}

async function run(
  options: ExportArguments,
  tally: ExportTally,
  { signal, begin }: Running,
): Promise<void> {
  const logger = createLogger('freshet export', 'warn');
  const asOf = Date.now();
  const { log, erasures, close } = await openExportedLog(
    exportConfig(process.env),
    options,
    logger,
  );
  try {
    signal.throwIfAborted();
    const { topic, table } = await openTable(options.what, { log, erasures, logger, tally });
    begin();
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
      const what = { ...options, name: options.what, to: options.to ?? asOf, asOf };
      await exportLog(what, { log, topic, table, tally, signal });
    } finally {
      progress.stop();
    }
  } finally {
    await close();
  }
}
