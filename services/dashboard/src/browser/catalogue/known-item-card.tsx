import type { Asked } from '../api/use-call.ts';
import { moneyText, NOTHING, wholeText } from '../format/numbers.ts';
import type { CatalogueEntry, KnownItem } from '../inspector/answers.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Time } from '../parts/time.tsx';

/** What catalogue and visits say of an item. */
export function KnownItemCard({ asked }: { readonly asked: Asked<KnownItem> }) {
  const { fault } = asked.answer.value;
  return (
    <section class="card" aria-labelledby="item-title">
      <h2 id="item-title">Catalogue</h2>
      {fault?.code === 'ITEM_UNKNOWN' ? (
        <Empty title="Nothing is known of this item.">{fault.message}</Empty>
      ) : (
        <Loaded asked={asked} lines={8}>
          {(known) => <ItemFacts known={known} />}
        </Loaded>
      )}
    </section>
  );
}

function ItemFacts({
  known: { itemId, catalogue, visits, lastSeen },
}: {
  readonly known: KnownItem;
}) {
  return (
    <>
      {catalogue === null && (
        <p class="notice warn">Visitors have been with it, but the catalogue does not have it.</p>
      )}
      <dl class="facts">
        <dt>Id</dt>
        <dd class="mono">{itemId}</dd>
        <dt>Visits</dt>
        <dd>{wholeText(visits)}</dd>
        <dt>Last seen</dt>
        <dd>
          <Time at={lastSeen} />
        </dd>
        {catalogue !== null && <EntryFacts entry={catalogue} />}
      </dl>
    </>
  );
}

function EntryFacts({ entry }: { readonly entry: CatalogueEntry }) {
  const { title, url, categories, price, currency, available, publishedAt, properties } = entry;
  return (
    <>
      <dt>Title</dt>
      <dd>{title ?? NOTHING}</dd>
      <dt>Categories</dt>
      <dd>{categories.length > 0 ? categories.join(', ') : NOTHING}</dd>
      <dt>Price</dt>
      <dd>{price === null ? NOTHING : moneyText(price, currency)}</dd>
      <dt>Available</dt>
      <dd>
        {available === false ? (
          <span class="badge bad">no</span>
        ) : (
          <span class="badge good">yes</span>
        )}
      </dd>
      <dt>Published</dt>
      <dd>
        <Time at={publishedAt} />
      </dd>
      <dt>Address</dt>
      <dd>{url ?? NOTHING}</dd>
      {Object.entries(properties ?? {}).map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </>
      ))}
    </>
  );
}
