import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundleProcesses } from './process-bundle.ts';
import { repository } from './repository.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of what processes run, made when the run began. */
    processBundle: string;
  }
}

/** Below `node_modules`, where what is imported finds the packages. */
const CACHE = join(repository, 'node_modules/.cache/freshet');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'processes-'));
  await bundleProcesses(folder);
  project.provide('processBundle', folder);
  project.onTestsRerun(() => bundleProcesses(folder));
  return () => rm(folder, { recursive: true });
}
