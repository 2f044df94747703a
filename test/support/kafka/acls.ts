import kafkajs, { type AclEntry } from 'kafkajs';
import type { KafkaCluster } from '../kafka.ts';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

export type Resource = 'topic' | 'group' | 'transactional-id';
export type Operation = (typeof everyRight)[number][1];

/** What docs/access.md says a user of Freshet needs. */
export const everyRight = [
  ['topic', 'Create'],
  ['topic', 'Describe'],
  ['topic', 'DescribeConfigs'],
  ['topic', 'AlterConfigs'],
  ['topic', 'Read'],
  ['topic', 'Write'],
  ['topic', 'Delete'],
  ['group', 'Describe'],
  ['group', 'Read'],
  ['group', 'Delete'],
  ['transactional-id', 'Describe'],
  ['transactional-id', 'Write'],
] as const satisfies readonly (readonly [Resource, string])[];

type Right = (typeof everyRight)[number];

/** Whose rights are changed, on all names that begin so. */
export interface Holder {
  readonly user: string;
  readonly prefix: string;
}

export const grant = (cluster: KafkaCluster, holder: Holder, rights: readonly Right[]) =>
  within(cluster, (admin) =>
    admin.createAcls({ acl: rights.map((right) => rule(holder, right, 'ALLOW')) }),
  );

/** Takes a right away for as long as `until` takes. */
export async function denying(
  cluster: KafkaCluster,
  holder: Holder,
  right: Right,
  until: () => Promise<void>,
): Promise<void> {
  const denial = rule(holder, right, 'DENY');
  await within(cluster, (admin) => admin.createAcls({ acl: [denial] }));
  try {
    await until();
  } finally {
    await within(cluster, (admin) => admin.deleteAcls({ filters: [denial] }));
  }
}

const operations: Readonly<Record<Operation, kafkajs.AclOperationTypes>> = {
  Create: AclOperationTypes.CREATE,
  Describe: AclOperationTypes.DESCRIBE,
  DescribeConfigs: AclOperationTypes.DESCRIBE_CONFIGS,
  AlterConfigs: AclOperationTypes.ALTER_CONFIGS,
  Read: AclOperationTypes.READ,
  Write: AclOperationTypes.WRITE,
  Delete: AclOperationTypes.DELETE,
};
const resources: Readonly<Record<Resource, kafkajs.AclResourceTypes>> = {
  topic: AclResourceTypes.TOPIC,
  group: AclResourceTypes.GROUP,
  'transactional-id': AclResourceTypes.TRANSACTIONAL_ID,
};

function rule(
  { user, prefix }: Holder,
  [resource, operation]: Right,
  permission: 'ALLOW' | 'DENY',
): AclEntry {
  return {
    principal: `User:${user}`,
    host: '*',
    operation: operations[operation],
    permissionType: AclPermissionTypes[permission],
    resourceType: resources[resource],
    resourceName: prefix,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
  };
}

async function within(
  cluster: KafkaCluster,
  change: (admin: kafkajs.Admin) => Promise<unknown>,
): Promise<void> {
  const brokers = cluster.bootstrap.split(',');
  const admin = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  await change(admin);
  await admin.disconnect();
}
