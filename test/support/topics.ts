import type { Topic } from '@freshet/events';

/** A topic with the deployment's partitions that keeps everything. */
export const keyedTopic = (name: string): Topic => ({
  name,
  kind: 'derived',
  partitions: 'keyed',
  cleanup: 'delete',
});
