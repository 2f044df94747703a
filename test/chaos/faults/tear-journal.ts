import { setTimeout as delay } from 'node:timers/promises';
import { INGESTS, type DistributedStage } from '../system/distributed.ts';
import type { Fault, Outcome } from '../fault.ts';
import { whileStopped } from './stop-brokers.ts';
import { tearTail } from './torn-tail.ts';

/**
 * What an answer takes from a socket's buffer to the client that waits for it: so many pauses, each of
 * which ends behind a look at the sockets. A single long one would end before it, where the machine
 * has held this process up.
 */
const LAST_ANSWERS = { pauses: 20, ms: 15 };

/**
 * An ingest killed while events go to its journal, and the file torn somewhere behind the last record
 * that anybody has an answer for, as by a power cut. It must recover what comes before.
 */
export const tearJournal: Fault<DistributedStage> = (random) => {
  const index = random.whole(0, INGESTS);
  const name = `ingest-${index + 1}`;
  const journaledMs = random.whole(2_000, 5_000);
  const share = random.share();
  return {
    subject: 'broker',
    kind: 'ingest killed, its journal torn',
    needsLoad: true,
    what: `SIGSTOP of all brokers for ${journaledMs} ms, then SIGKILL of ${name}, its journal torn`,
    async strike({ kafka, ingests, journals, acknowledged, trace }) {
      const ingest = ingests[index]!;
      let outcome: Outcome = 'missed';
      await whileStopped(kafka, async () => {
        await delay(journaledMs);
        await ingest.whileDown(async () => {
          for (let i = 0; i < LAST_ANSWERS.pauses; i++) await delay(LAST_ANSWERS.ms);
          const torn = await tearTail(journals[index]!, {
            isKnown: (id) => acknowledged.has(id),
            share,
          });
          if (torn === undefined) return;
          const { file, keptBytes, known, size } = torn;
          trace.note(`${file}: answered for ${known} of ${size} bytes, ends at ${keptBytes}`);
          outcome = 'struck';
        });
      });
      await ingest.ready();
      return outcome;
    },
  };
};
