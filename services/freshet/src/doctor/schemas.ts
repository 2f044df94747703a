import { knownSchemaIds } from '@freshet/events';
import { type Judgement, orOk, problem } from './finding.ts';

/** Which schema the newest records of a topic name. */
export interface SchemasInTopic {
  readonly name: string;
  readonly schemaIds: readonly number[];
}

/** Whether this build can read what was written last. */
export function judgeSchemas(
  inTopics: readonly SchemasInTopic[],
  known: ReadonlySet<number> = knownSchemaIds,
): readonly Judgement[] {
  const faults = inTopics.flatMap(({ name, schemaIds }) =>
    schemaIds.filter((id) => !known.has(id)).map((id) => unknownSchema(name, id)),
  );
  return orOk(faults, `the newest records of ${inTopics.length} topics can be read`);
}

const unknownSchema = (topic: string, id: number): Judgement =>
  problem(
    `Topic ${topic} has records of schema ${id}, which this version of Freshet does not know: a newer one writes there, and partitions wait here.`,
    'Upgrade the services of this version (git pull && npm ci, and restart them), workers first',
  );
