export interface NodePlan {
  readonly id: number;
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly folder: string;
  /** A listener with TLS and SCRAM beside the plain one, whose callers may do everything. */
  readonly guarded?: GuardedListener;
}

export interface GuardedListener {
  readonly port: number;
  /** PEM file of the broker's certificate and key. */
  readonly identityFile: string;
  /** Passwords by user; what they may do is for the test to grant. */
  readonly users: Readonly<Record<string, string>>;
}

export const logDirOf = ({ folder }: NodePlan): string => `${folder}/log`;

/** server.properties of one node that is broker and controller, in a cluster of `nodes` on loopback. */
export function nodeProperties(node: NodePlan, nodes: readonly NodePlan[]): string {
  const replicas = nodes.length;
  const inSync = replicas >= 3 ? 2 : 1;
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes
      .map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`)
      .join(','),
    listeners: `PLAINTEXT://127.0.0.1:${node.brokerPort},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.brokerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': logDirOf(node),
    'auto.create.topics.enable': false,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    // 50 by default, which makes the first join of a group slow.
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    'group.initial.rebalance.delay.ms': 0,
    // Lets a test give a killed member up after one second instead of six.
    'group.min.session.timeout.ms': 1000,
    // By default every five minutes; more often takes CPU, as a run leaves thousands of partitions.
    'log.retention.check.interval.ms': 2000,
    'log.initial.task.delay.ms': 500,
    // What retention removed lies there renamed, by default for a minute.
    'log.segment.delete.delay.ms': 500,
    // Nobody waits for the records that an idle controller writes twice a second.
    'metadata.max.idle.interval.ms': 0,
    'unclean.leader.election.enable': false,
    ...(node.guarded && guardedProperties(node, node.guarded)),
    'num.network.threads': 2,
    'num.io.threads': 2,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

function guardedProperties({ brokerPort, controllerPort }: NodePlan, guarded: GuardedListener) {
  const addresses = `PLAINTEXT://127.0.0.1:${brokerPort},GUARDED://127.0.0.1:${guarded.port}`;
  return {
    listeners: `${addresses},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': addresses,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,GUARDED:SASL_SSL',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.guarded.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.guarded.ssl.keystore.type': 'PEM',
    'listener.name.guarded.ssl.keystore.location': guarded.identityFile,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
  };
}
