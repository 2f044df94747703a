import { useSignal } from '@preact/signals';
import { withQuery } from '../api/call.ts';
import { useCall } from '../api/use-call.ts';
import type { KnownItem, ListAnswer } from '../inspector/answers.ts';
import { ScoredList } from '../inspector/scored-list.tsx';
import { Empty } from '../parts/empty.tsx';
import { JoinedField } from '../parts/joined-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { KnownItemCard } from './known-item-card.tsx';
import { OnlyDefaultSite } from '../site/only-default-site.tsx';

const N = 20;

/** The catalogue by item, and as a filter sees it: what of it is popular and new. */
export function CataloguePage() {
  const itemId = useSignal('');
  const filter = useSignal('');
  const listing = { n: N, filter: filter.value };
  const known = useCall<KnownItem>(
    itemId.value === '' ? null : `/v1/items/${encodeURIComponent(itemId.value)}`,
  );
  const popular = useCall<ListAnswer>(withQuery('/v1/popular', listing));
  const latest = useCall<ListAnswer>(withQuery('/v1/latest', listing));
  return (
    <>
      <PageHead
        title="Catalogue"
        intro="What the catalogue says of an item, and which items pass a filter."
      />
      <OnlyDefaultSite of="The catalogue" />
      <div class="columns">
        <div class="stack">
          <JoinedField
            label="Item id"
            button="Look up"
            onSubmit={(text) => {
              itemId.value = text;
            }}
          >
            Its entry, its visits, and when it was last seen.
          </JoinedField>
          {itemId.value === '' ? (
            <Empty title="No item looked up yet" />
          ) : (
            <KnownItemCard asked={known} />
          )}
        </div>
        <div class="stack">
          <JoinedField
            label="Filter (CEL)"
            button="Apply"
            onSubmit={(text) => {
              filter.value = text;
            }}
          >
            For instance <code>item.price &lt; 50 && "tents" in item.categories</code>
          </JoinedField>
          <div class="pair">
            <ScoredList
              title="Popular"
              intro={`The most visited that pass, ${N} at most.`}
              asked={popular}
            />
            <ScoredList
              title="Latest"
              intro="Published last, where the catalogue says when."
              asked={latest}
            />
          </div>
        </div>
      </div>
    </>
  );
}
