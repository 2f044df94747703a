import { numberOf, type Row } from './row.ts';

/**
 * When it happened: `ttm`, the true time, if the tracker was told one, else by how long before it was sent
 * (`stm`) the tracker's own clock saw it (`dtm`), so that a wrong clock does not matter. Epoch ms.
 */
export function happenedAt(row: Row, receivedAt: number): unknown {
  const trueTime = numberOf(row.ttm);
  if (trueTime !== undefined) return trueTime;
  const created = numberOf(row.dtm);
  const sent = numberOf(row.stm);
  if (typeof created !== 'number' || typeof sent !== 'number') return created;
  return receivedAt - Math.max(0, sent - created);
}
