import { createFreshet } from '@freshet/client';

const { url, key, visitor } = document.body.dataset;
const anonymousId = visitor!;
const freshet = createFreshet({ url: url!, key: key ?? '' });

/** What the visitor looks at, clicks and puts into the cart. */
for (const button of document.querySelectorAll<HTMLElement>('[data-event]')) {
  button.addEventListener('click', () => {
    const { event, item } = button.dataset;
    freshet.events.track({ type: event!, anonymousId, itemId: item! });
  });
}

/** A list that knows of the last click. */
export async function showNext(list: HTMLElement): Promise<void> {
  await freshet.events.flush();
  const { items, recommId } = await freshet.recommendations.get({ anonymousId, n: 4 });
  list.replaceChildren(
    ...items.map(({ itemId }, i) => {
      const link = document.createElement('a');
      link.textContent = itemId;
      link.addEventListener('click', () =>
        freshet.events.track({ type: 'click', anonymousId, itemId, recommId, position: i + 1 }),
      );
      return link;
    }),
  );
}

document.querySelector('#more')!.addEventListener('click', () => {
  void showNext(document.querySelector('#next')!);
});
