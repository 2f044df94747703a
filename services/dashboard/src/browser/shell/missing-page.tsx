import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';

export function MissingPage() {
  return (
    <>
      <PageHead title="No such page" />
      <Empty title="There is nothing at this address.">
        <a href="/dashboard">Go to the first page</a>
      </Empty>
    </>
  );
}
