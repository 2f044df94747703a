import { decodeAnswers, profileKey } from '@freshet/events';
import type { Erasures } from '@freshet/stream';
import type { Columns, Table } from './table.ts';

const columns: Columns = {
  recommId: 'STRING',
  site: 'STRING',
  userId: 'STRING',
  anonymousId: 'STRING',
  at: 'TIMESTAMP',
  scenario: 'STRING',
  strategy: 'STRING',
  experiment: 'STRING',
  variant: 'STRING',
  page: 'STRING',
  items: 'JSON',
};

/** The lists that visitors were given; they lie many to a record, so who is forgotten is left out here. */
export const answersTable = ({ isErased }: Pick<Erasures, 'isErased'>): Table => ({
  columns,
  isFold: false,
  reader:
    () =>
    ({ value }) =>
      (value === null ? [] : decodeAnswers(value))
        .filter((answer) => !isErased(Buffer.from(profileKey(answer)), answer.at))
        .map((answer) => ({ ...answer })),
});
