import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-port.ts';
import { classArchive } from './kafka/class-archive.ts';
import { kafkaJars } from './kafka/jars.ts';
import { type KafkaNode, prepareNode, startNode } from './kafka/node.ts';
import type { GuardedListener, NodePlan } from './kafka/properties.ts';

export type { KafkaNode } from './kafka/node.ts';

export interface KafkaCluster {
  /** Addresses of all nodes, comma separated. */
  readonly bootstrap: string;
  /** Of the listeners with TLS, where there are any. */
  readonly guardedBootstrap: string;
  readonly nodes: readonly KafkaNode[];
  stop(): Promise<void>;
}

/**
 * A real Apache Kafka (KRaft) on loopback in a temporary folder: one node ready in about 7 s, three
 * in about 20 s on two cores. Ends with this process, however that ends.
 */
export async function startKafka({
  brokers,
  guarded,
}: {
  readonly brokers: 1 | 3;
  /** Each node gets a listener with TLS and SCRAM as well, for these users. */
  readonly guarded?: Omit<GuardedListener, 'port'>;
}): Promise<KafkaCluster> {
  const jars = await kafkaJars();
  const options = [`-XX:SharedArchiveFile=${await classArchive(jars)}`];
  const folder = await mkdtemp(join(tmpdir(), 'freshet-kafka-'));
  const ports = await freePorts(3 * brokers);
  const plans = Array.from(
    { length: brokers },
    (_, i): NodePlan => ({
      id: i + 1,
      brokerPort: ports[2 * i]!,
      controllerPort: ports[2 * i + 1]!,
      folder: join(folder, `node-${i + 1}`),
      ...(guarded && { guarded: { ...guarded, port: ports[2 * brokers + i]! } }),
    }),
  );
  const clusterId = randomBytes(16).toString('base64url');
  await Promise.all(plans.map((plan) => prepareNode(options, jars, clusterId, plan, plans)));
  const nodes = plans.map((plan) => startNode(options, jars, plan));
  const stop = async (): Promise<void> => {
    // Not in order: a cluster that hands leadership over to nodes that stop too takes long to end.
    await Promise.all(nodes.map((node) => node.kill('SIGKILL')));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(nodes.map((node) => node.ready()));
  } catch (error) {
    await stop();
    throw error;
  }
  const guardedPorts = plans.flatMap(({ guarded: listener }) => listener?.port ?? []);
  return {
    bootstrap: nodes.map(({ address }) => address).join(','),
    guardedBootstrap: guardedPorts.map((port) => `127.0.0.1:${port}`).join(','),
    nodes,
    stop,
  };
}
