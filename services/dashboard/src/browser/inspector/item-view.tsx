import { useCall } from '../api/use-call.ts';
import { KnownItemCard } from '../catalogue/known-item-card.tsx';
import type { KnownItem, ListAnswer } from './answers.ts';
import { ScoredList } from './scored-list.tsx';

export function ItemView({ itemId }: { readonly itemId: string }) {
  const path = `/v1/items/${encodeURIComponent(itemId)}`;
  const known = useCall<KnownItem>(path);
  const similar = useCall<ListAnswer>(`${path}/similar?n=20`);
  const bought = useCall<ListAnswer>(`${path}/bought-together?n=20`);
  return (
    <div class="columns">
      <KnownItemCard asked={known} />
      <ScoredList
        title="Neighbours"
        intro="What people go on to from it, best first."
        asked={similar}
      />
      <ScoredList
        title="Bought together"
        intro="Of the orders that had it, the share that had the other one."
        asked={bought}
        isShare
      />
    </div>
  );
}
