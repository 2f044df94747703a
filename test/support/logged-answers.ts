import { decodeAnswers, type LoggedAnswer, topics } from '@freshet/events';
import type { Log } from '@freshet/stream';

/** All that is in `recommendation.answers`, partition by partition. */
export async function loggedAnswers(log: Log): Promise<LoggedAnswer[]> {
  const topic = topics.recommendationAnswers.name;
  const answers: LoggedAnswer[] = [];
  for (const { partition, start: from, end: to } of await log.admin.offsets(topic)) {
    if (from === to) continue;
    await log.read({
      topic,
      partition,
      from,
      to,
      async handle(records) {
        answers.push(...records.flatMap(({ value }) => decodeAnswers(value!)));
        return 'more';
      },
    });
  }
  return answers;
}
