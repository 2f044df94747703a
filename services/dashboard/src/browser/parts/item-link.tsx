import { withQuery } from '../api/call.ts';

/** An item's id, and the way to all that is known of it. */
export function ItemLink({ itemId }: { readonly itemId: string }) {
  return (
    <a class="id" href={withQuery('/dashboard/inspector', { item: itemId })}>
      {itemId}
    </a>
  );
}
