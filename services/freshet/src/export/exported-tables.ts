import { type Topic, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import { type Erasures, type Log, openSigningKey } from '@freshet/stream';
import { liveEvents } from '../deployment-log/live-events.ts';
import { answersTable } from './answers-table.ts';
import type { ExportedTable } from './arguments.ts';
import { eventsTable } from './events-table.ts';
import type { ExportTally } from './export-tally.ts';
import { armsTable } from './outcomes/arms-table.ts';
import { outcomesTable } from './outcomes/outcomes-table.ts';
import type { Table } from './table.ts';

/** Visitors of one partition whose outcomes are followed at once: about 500 bytes each. */
const VISITORS_MAX = 500_000;

export interface TablePorts {
  readonly log: Log;
  readonly erasures: Pick<Erasures, 'isErased'>;
  readonly logger: Logger;
  readonly tally: ExportTally;
}

/** A table by its name, and the topic that it is made of. @throws FreshetError LOG_UNREACHABLE. */
export async function openTable(
  name: ExportedTable,
  { log, erasures, logger, tally }: TablePorts,
): Promise<{ readonly topic: string; readonly table: Table }> {
  if (name === 'answers') {
    const topic: Topic = topics.recommendationAnswers;
    await log.admin.ensureTopics([topic]);
    return { topic: topic.name, table: answersTable(erasures) };
  }
  const { topic, namespace } = await liveEvents({ log, logger });
  if (name === 'events') return { topic, table: eventsTable };
  const signer = await openSigningKey(log);
  const onForgotten = () => void tally.forgotten++;
  const fold = { namespace, signer, visitorsMax: VISITORS_MAX, onForgotten };
  return { topic, table: name === 'arms' ? armsTable(fold) : outcomesTable(fold) };
}
