import { createAdminClient } from '../admin/client.ts';
import { instanceConfig } from '../admin/config.ts';
import { parseTopicArguments, type RetentionChange, usage } from './arguments.ts';

interface Retention extends Required<RetentionChange> {}

interface TopicState {
  readonly name: string;
  readonly cleanup: string;
  readonly retention: Retention;
  readonly partitions: readonly { readonly start: number; readonly end: number }[];
}

/** `freshet topics …`. */
export async function topicsCommand(args: string[]): Promise<void> {
  const options = parseTopicArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const { url, json, action } = options;
  const client = createAdminClient(url, instanceConfig(process.env).FRESHET_KEY);
  const print = <T>(answer: T, text: (answer: T) => string): void => {
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : text(answer));
  };
  if (action === 'list') {
    const { topics } = await client.get<{ topics: TopicState[] }>('/v1/admin/topics');
    for (const topic of topics) print(topic, topicLine);
    return;
  }
  const path = `/v1/admin/topics/${encodeURIComponent(options.topic)}/retention`;
  const changed: { name: string; retention: Retention } = await client.send(
    'PATCH',
    path,
    options.change,
  );
  print(changed, ({ name, retention }) => `${name} is kept ${kept(retention)}\n`);
}

function topicLine({ name, cleanup, retention, partitions }: TopicState): string {
  const offsets = partitions.reduce((sum, { start, end }) => sum + end - start, 0);
  const how = cleanup === 'compact' ? 'newest per key' : kept(retention);
  return `${name.padEnd(22)} ${partitions.length} partitions, ${offsets} offsets, ${how}\n`;
}

function kept({ ms, bytes }: Retention): string {
  const time = ms < 0 ? 'for ever' : `${ms / 3_600_000} h`;
  return bytes < 0 ? time : `${time}, ${bytes} bytes a partition`;
}
