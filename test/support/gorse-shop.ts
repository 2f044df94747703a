import { makeKey } from '@freshet/access';

/** Each site has a key that may do what Gorse's one key may. */
export const keyOf = (site: string) =>
  makeKey(
    {
      kind: 'secret',
      site,
      scopes: ['events', 'recommend', 'catalogue', 'inspect', 'admin'],
      label: 'gorse',
      origins: [],
      expiresAt: null,
    },
    Date.now() - 1_000,
  );
const hourAgo = Date.now() - 3_600_000;
export const at = (minute: number) => new Date(hourAgo + minute * 60_000);
export const given = (FeedbackType: string, UserId: string, ItemId: string, minute: number) => ({
  FeedbackType,
  UserId,
  ItemId,
  Timestamp: at(minute),
});
/** Four people each: those who read A star X, those who read B star Y. */
export const crowd = ['A X', 'B Y'].flatMap((pair) => {
  const [from, to] = pair.split(' ') as [string, string];
  return Array.from({ length: 4 }, (_, i) => [
    given('read', `${from}-${i}`, from, i),
    given('star', `${from}-${i}`, to, i + 1),
  ]).flat();
});
export const item = (ItemId: string, more: object = {}) => ({
  ItemId,
  IsHidden: false,
  Timestamp: at(0),
  ...more,
});
