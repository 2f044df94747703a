/**
 * Every label that a metric of Freshet may have: what it says, and what bounds the values it can take.
 * Nothing that visitors, pages or operators of a site make up is ever one: no site, visitor, item or path.
 */
export const metricLabels = {
  group: {
    says: 'Consumer group, as it is called in its namespace.',
    bound: 'seven a namespace, the probe of event ages, and `SINK_GROUP`',
  },
  partition: { says: 'Partition of what the group reads.', bound: '`PARTITIONS`' },
  topic: {
    says: 'Topic.',
    bound: 'those that docs/operation.md lists; six of them once a namespace',
  },
  code: {
    says: 'Why, by the code that answers and log lines have.',
    bound: 'codes are lists in the source, 50 of them at most in one metric',
  },
  route: {
    says: 'Method and path of a route, its parameters by name.',
    bound: 'the routes of a service; a request to no route is not counted',
  },
  status: { says: 'Status of the answer.', bound: 'what routes answer, about fifteen' },
  strategy: {
    says: 'How an answer was made; empty where it is no list.',
    bound: 'a list in the source of seven',
  },
  degraded: { says: 'Whether the store was out of reach.', bound: '`true`, `false`' },
  state: { says: 'What was asked of the store.', bound: '`profile`, `items`, `assignments`' },
  ack: { says: 'Who has to have a record.', bound: '`all`, `leader`, `none`' },
  cause: { says: 'What a delivery failed by.', bound: '`timeout`, `network`, `status`, `disk`' },
  outcome: {
    says: 'What became of it.',
    bound: 'a list in the source of ten at most; each begins at 0',
  },
  reason: { says: 'What an event was flagged for.', bound: 'a list in the source of six' },
  folder: { says: 'Folder of a service.', bound: '`data`, `journal`' },
} as const;
