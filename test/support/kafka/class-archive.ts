import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../free-port.ts';
import { prepareNode, startNode } from './node.ts';

const CLUSTER_ID = 'RnJlc2hldEFyY2hpdmUwMQ';

/**
 * The broker's classes as the JVM lays them out in memory (Application Class-Data Sharing, JEP 310 and
 * 350), beside its jars; made the first time on a machine, by a broker that starts and stops in order.
 * With it a start takes half the CPU. A JVM that it does not suit goes without.
 */
export async function classArchive(jars: string): Promise<string> {
  const archive = `${jars}.jsa`;
  if (existsSync(archive)) return archive;
  const folder = await mkdtemp(join(tmpdir(), 'freshet-kafka-'));
  try {
    const [brokerPort = 0, controllerPort = 0] = await freePorts(2);
    const plan = { id: 1, brokerPort, controllerPort, folder: join(folder, 'node-1') };
    await prepareNode([], jars, CLUSTER_ID, plan, [plan]);
    // Beside the jars, then renamed: two processes that make one at once do not meet.
    const fresh = `${jars}.${process.pid}.jsa`;
    const node = startNode([`-XX:ArchiveClassesAtExit=${fresh}`], jars, plan);
    await node.ready();
    await node.stop();
    await rename(fresh, archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return archive;
}
