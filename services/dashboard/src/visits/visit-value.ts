import { createCodec } from '@freshet/events';
import { HASH_BYTES, readHash, type ValueCodec, writeHash } from '@freshet/store';
import type { Visit } from './visit.ts';

interface VisitValue extends Omit<Visit, 'ids'> {
  ids: Buffer;
}

const values = createCodec<VisitValue>('dashboard-visit', [
  {
    id: 131,
    schema: {
      type: 'record',
      name: 'DashboardVisit',
      namespace: 'freshet.store',
      fields: [
        { name: 'ids', type: 'bytes' },
        { name: 'session', type: 'long' },
        { name: 'lastAt', type: 'double' },
        { name: 'pages', type: 'int' },
        { name: 'page', type: 'string' },
        { name: 'pageAt', type: 'double' },
      ],
    },
  },
]);

export const visitCodec: ValueCodec<Visit> = {
  encode(visit) {
    const ids = Buffer.allocUnsafe(HASH_BYTES * visit.ids.length);
    visit.ids.forEach((hash, i) => writeHash(ids, i, hash));
    return values.encode({ ...visit, ids });
  },
  decode(bytes) {
    const { ids, ...visit } = values.decode(bytes);
    const count = ids.length / HASH_BYTES;
    return { ...visit, ids: Array.from({ length: count }, (_, i) => readHash(ids, i)) };
  },
};
