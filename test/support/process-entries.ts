import { join } from 'node:path';

/** Every file that tests, or the services that they start, run with Node as a process or a thread. */
export const processEntries = [
  'services/api/src/main.ts',
  'services/dashboard/src/main.ts',
  'services/freshet/src/doctor/embedded/main.ts',
  'services/freshet/src/main.ts',
  'services/ingest/src/main.ts',
  'services/probe/src/main.ts',
  'services/shop/src/main.ts',
  'services/sink/src/main.ts',
  'services/worker/src/main.ts',
  'services/worker/src/processor-thread/main.ts',
  'test/support/delivery-member.ts',
  'test/support/embedded-writer.ts',
  'test/support/ending-process.ts',
  'test/support/failpoint-worker.ts',
  'test/support/kafka-member.ts',
  'test/support/log-writer.ts',
];

/** Where an entry lies in a bundle; undefined for what is none. */
export function bundledEntry(folder: string, file: string): string | undefined {
  return processEntries.includes(file) ? join(folder, file.replace(/ts$/, 'mjs')) : undefined;
}
