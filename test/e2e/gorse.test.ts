import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeKeyFile, KEYS_NAME, withKey } from '@freshet/access';
import { timeText } from '@freshet/gorse';
import { Gorse, GorseException } from 'gorsejs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { at, crowd, given, item, keyOf } from '../support/gorse-shop.ts';
import { postJson } from '../support/http.ts';
import { type RunningService, startService } from '../support/processes.ts';

const keys = {
  told: keyOf('told'),
  shop: keyOf('shop'),
  ids: keyOf('ids'),
  retries: keyOf('retries'),
  native: keyOf('native'),
  gone: keyOf('gone'),
};
const folder = mkdtempSync(join(tmpdir(), 'freshet-gorse-'));
let freshet: RunningService;

beforeAll(async () => {
  await changeKeyFile(join(folder, KEYS_NAME), (set) => Object.values(keys).reduce(withKey, set));
  const env = { DATA_DIR: folder, PARTITIONS: '2', EXPLORATION_SHARE: '0' };
  freshet = await startService('freshet start', { env });
});
afterAll(async () => {
  await freshet.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const clientOf = (site: keyof typeof keys, endpoint = freshet.url) =>
  new Gorse<string>({ endpoint, secret: keys[site].text });

const idsOf = (scores: readonly { readonly Id: string }[]) => scores.map(({ Id }) => Id);

describe('gorsejs, with nothing but the endpoint changed', () => {
  it('fills a shop, tells what its users do, and asks what they may want', async () => {
    const gorse = clientOf('shop');
    const items = [item('A'), item('B'), item('X', { Categories: ['x'] }), item('Y')];
    expect(await gorse.upsertItems(items)).toBe(4);
    expect(await gorse.upsertItem(item('hidden', { IsHidden: true }))).toBe(1);
    expect(await gorse.insertUsers([{ UserId: 'ada', Labels: ['new'] }, { UserId: 'bob' }])).toBe(
      2,
    );
    expect(await gorse.insertUser({ UserId: 'cem' })).toBe(1);
    expect(await gorse.updateUser('cem', { UserId: 'cem', Comment: 'pays late' })).toBe(1);
    expect(await gorse.insertFeedbacks(crowd)).toBe(16);
    expect(await gorse.upsertFeedbacks([given('read', 'ada', 'A', 30)])).toBe(1);
    await eventually('what ada read leads to X', async () => {
      const list = await gorse.getRecommend({ userId: 'ada', cursorOptions: { n: 1 } });
      expect(list).toEqual(['X']);
    });
    const list = await gorse.getRecommend({ userId: 'ada' });
    expect(list.toSorted()).toEqual(['B', 'X', 'Y']);
    const second = await gorse.getRecommend({ userId: 'ada', cursorOptions: { n: 1, offset: 1 } });
    expect(second).toEqual([list[1]]);
    expect(await gorse.getRecommend({ userId: 'ada', category: 'x' })).toEqual(['X']);
    await eventually('a session at B leads to Y', async () => {
      expect(idsOf(await gorse.getSessionRecommend([given('read', '', 'B', 0)]))[0]).toBe('Y');
    });
    await eventually('all were visited', async () => {
      expect(idsOf(await gorse.getPopular({})).toSorted()).toEqual(['A', 'B', 'X', 'Y']);
    });
    expect(idsOf(await gorse.getPopular({ category: 'x' }))).toEqual(['X']);
    expect(idsOf(await gorse.getLatest({ cursorOptions: { n: 3 } }))).toHaveLength(3);
    // Its type says string[], as no server answers.
    const near = (await gorse.getItemNeighbors({ itemId: 'A' })) as unknown as { Id: string }[];
    expect(idsOf(near)[0]).toBe('X');
    expect(await gorse.getUserNeighbors({ userId: 'ada' })).toEqual([]);
  });

  it('writes back what it shows: it is in no later list, and among what the user has read', async () => {
    const gorse = clientOf('shop');
    const options = { userId: 'zoe', cursorOptions: { n: 2 } };
    const shown = await gorse.getRecommend({ ...options, writeBackType: 'read' });
    expect(shown).toHaveLength(2);
    await eventually('the next list is of others, and as long', async () => {
      const next = await gorse.getRecommend(options);
      expect(next.filter((id) => !shown.includes(id))).toHaveLength(2);
    });
    const later = { ...options, writeBackType: 'seen', writeBackDelay: '10m' };
    const others = await gorse.getRecommend(later);
    expect(await gorse.getRecommend(options)).toEqual(others);
    const told = await gorse.getUserFeedback('zoe');
    const rows = [...shown.map((id) => `read ${id}`), ...others.map((id) => `seen ${id}`)];
    expect(told.map((row) => `${row.FeedbackType} ${row.ItemId}`)).toEqual(rows);
    const times = told.map(({ Timestamp }) => Date.parse(String(Timestamp)));
    expect(times[2]! - times[0]!).toBeGreaterThan(600_000);
    await gorse.deleteFeedback({ type: 'read', userId: 'zoe', itemId: shown[0]! });
    await eventually('what is deleted may be shown again', async () => {
      expect(await gorse.getRecommend(options)).toContain(shown[0]);
    });
  });

  it('is told in words what is wrong', async () => {
    const stranger = new Gorse({ endpoint: freshet.url, secret: 'nobody' });
    const refused = await stranger.getPopular({}).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GorseException);
    expect(refused).toMatchObject({
      code: 401,
      message: 'The key is none that counts: unknown, revoked or expired.',
    });
    await expect(clientOf('shop').getItem('nothing')).rejects.toMatchObject({
      code: 404,
      message: 'nothing: item not found',
    });
    await expect(clientOf('shop').getUser('nobody')).rejects.toMatchObject({ code: 404 });
  });

  it.for([
    ['plain', 'tent', 'tent'],
    ['with a slash, as it is', 'shoes/red', 'shoes/red'],
    ['with a slash, encoded', 'shoes/blue', encodeURIComponent('shoes/blue')],
    ['that ends in a slash, encoded', 'a/', 'a%2F'],
    ['of other letters, encoded', '帐篷 ⛺', encodeURIComponent('帐篷 ⛺')],
    ['that looks like a call', 'a/neighbors', encodeURIComponent('a/neighbors')],
  ] as const)('reads and changes an item of an id %s', async ([, ItemId, path]) => {
    const gorse = clientOf('ids');
    const Timestamp = '2026-01-31T12:00:00Z';
    const Labels = { size: [1, 2] } as unknown as string[];
    const whole = {
      ItemId,
      IsHidden: false,
      Categories: ['a'],
      Timestamp,
      Labels,
      Comment: 'A tent',
    };
    await gorse.upsertItem(whole);
    expect(await gorse.getItem(path)).toEqual(whole);
    expect(
      await gorse.updateItem(path, { IsHidden: true } as Parameters<typeof gorse.updateItem>[1]),
    ).toBe(1);
    expect(await gorse.insertItemCategory(path, 'b')).toBe(1);
    expect(await gorse.deleteItemCategory(path, 'a')).toBe(1);
    expect(await gorse.getItem(path)).toEqual({ ...whole, IsHidden: true, Categories: ['b'] });
    expect((await gorse.getItems({ n: 100 })).Items.map((one) => one.ItemId)).toContain(ItemId);
    expect(await gorse.deleteItem(path)).toBe(1);
    await expect(gorse.getItem(path)).rejects.toMatchObject({ code: 404 });
  });

  it('tries again after a lost connection: nothing is lost, and nothing counts twice', async () => {
    const proxy = await startCuttingProxy(Number(new URL(freshet.url).port));
    onTestFinished(() => proxy.close());
    const gorse = clientOf('retries', `http://127.0.0.1:${proxy.port}`);
    // As many as a request may have of one user.
    const rows = Array.from({ length: 128 }, (_, i) => given('read', 'ü/1', `${i}`, 1));
    for (const cut of ['request', 'answer'] as const) {
      proxy.cutAt(cut);
      await expect(gorse.insertFeedbacks(rows)).rejects.toBeInstanceOf(Error);
    }
    expect(await gorse.insertFeedbacks(rows)).toBe(128);
    // With another time it is another act.
    expect(await gorse.insertFeedbacks([given('read', 'ü/1', '0', 3)])).toBe(1);
    expect(await gorse.insertFeedbacks([given('read', 'ü/1', 'last', 4)])).toBe(1);
    const headers = { 'x-api-key': keys.retries.text };
    const user = encodeURIComponent('ü/1');
    const profile = async () => {
      const answer = await fetch(`${freshet.url}/v1/profiles?userId=${user}`, { headers });
      return (await answer.json()) as { events: number; session: { itemId: string }[] };
    };
    await eventually('the last one has counted', async () => {
      expect((await profile()).session.at(-1)).toMatchObject({ itemId: 'last' });
    });
    expect((await profile()).events).toBe(130);
  });

  it('reads back what was told, added up as Gorse does', async () => {
    const gorse = clientOf('told');
    const whole = { UserId: 'ü/1', Labels: ['new'], Comment: 'first' };
    await gorse.insertUsers([whole, { UserId: 'bob' }]);
    await gorse.updateUser('%C3%BC%2F1', { Labels: ['old'] } as Parameters<
      typeof gorse.updateUser
    >[1]);
    const told = (FeedbackType: string, ItemId: string, minute: number, more: object = {}) => ({
      ...given(FeedbackType, 'ü/1', ItemId, minute),
      ...more,
    });
    await gorse.insertFeedbacks([
      told('read', 'a/b', 1, { Value: 2 }),
      told('read', 'a/b', 3, { Value: 3, Comment: 'again', Labels: ['l'] }),
      told('rating', 'c', 2, { Value: 4 }),
    ]);
    await gorse.insertFeedbacks([told('read', 'a/b', 1, { Value: 2 })]);
    await gorse.upsertFeedbacks([told('rating', 'c', 5, { Value: 1 })]);
    const row = (
      FeedbackType: string,
      ItemId: string,
      Value: number,
      from: number,
      to: number,
    ) => ({
      FeedbackType,
      UserId: 'ü/1',
      ItemId,
      Value,
      Labels: null,
      Comment: '',
      Timestamp: timeText(at(from).getTime()),
      Updated: timeText(at(to).getTime()),
    });
    const read = { ...row('read', 'a/b', 5, 1, 3), Labels: ['l'], Comment: 'again' };
    const rating = row('rating', 'c', 1, 5, 5);
    const user = encodeURIComponent('ü/1');
    expect(await gorse.getUser(user)).toEqual({ ...whole, Labels: ['old'] });
    expect(await gorse.getUser('bob')).toEqual({ UserId: 'bob', Labels: null, Comment: '' });
    expect(await gorse.getUserFeedback(user)).toEqual([read, rating]);
    expect(await gorse.getUserFeedbackByType(user, 'rating')).toEqual([rating]);
    expect(await gorse.getItemFeedback('a/b')).toEqual([read]);
    expect(await gorse.getItemFeedbackByType('a/b', 'rating')).toEqual([]);
    const one = { type: 'read', userId: user, itemId: 'a/b' };
    expect(await gorse.getFeedback(one)).toEqual(read);
    expect(await gorse.getFeedback({ ...one, itemId: 'nothing' })).toEqual({});
    const values: number[] = [];
    let Cursor = '';
    do {
      const page = await gorse.getFeedbacks('read', { n: 1, Cursor });
      values.push(
        ...page.Feedbacks.map((feedback) => (feedback as unknown as { Value: number }).Value),
      );
      Cursor = page.Cursor;
    } while (Cursor !== '');
    // Each act by itself, also the one that was sent twice.
    expect(values).toEqual([2, 3, 2]);
    const { Users } = await gorse.getUsers({ n: 10 });
    expect(Users.map(({ UserId }) => UserId).toSorted()).toEqual(['bob', 'ü/1', 'ü/1']);
    expect(await gorse.deleteUser(user)).toBe(1);
    expect(await gorse.getUserFeedback(user)).toEqual([]);
    expect(await gorse.getItemFeedback('a/b')).toEqual([]);
    await expect(gorse.getUser(user)).rejects.toMatchObject({ code: 404 });
  });

  it('takes back what is deleted: read-backs, pages and the profile are without it', async () => {
    const gorse = clientOf('gone');
    await gorse.insertFeedbacks([
      given('read', 'ü/1', 'a/b', 1),
      given('star', 'ü/1', 'a/b', 2),
      given('read', 'ü/1', 'c', 3),
    ]);
    const user = encodeURIComponent('ü/1');
    const headers = { 'x-api-key': keys.gone.text };
    const visits = async (wanted: readonly string[]) => {
      await eventually(`the visit is ${wanted.join()}`, async () => {
        const answer = await fetch(`${freshet.url}/v1/profiles?userId=${user}`, { headers });
        const { session } = (await answer.json()) as { session: Record<string, string>[] };
        expect(session.map(({ itemId, kind }) => `${kind} ${itemId}`)).toEqual(wanted);
      });
    };
    const told = async () => {
      const rows = [await gorse.getUserFeedback(user), (await gorse.getFeedbacks()).Feedbacks];
      return rows.map((list) => list.map((row) => `${row.FeedbackType} ${row.ItemId}`));
    };
    await visits(['view a/b', 'click a/b', 'view c']);
    const one = { type: 'star', userId: user, itemId: 'a/b' };
    expect(await gorse.deleteFeedback(one)).toEqual({ RowAffected: 1 });
    await visits(['view a/b', 'view c']);
    expect(await told()).toEqual([
      ['read a/b', 'read c'],
      ['read a/b', 'read c'],
    ]);
    const all = `${freshet.url}/api/feedback/${user}/c`;
    expect((await fetch(all, { method: 'DELETE', headers })).status).toBe(200);
    await visits(['view a/b']);
    await gorse.insertFeedbacks([given('star', 'ü/1', 'a/b', 5)]);
    const now = ['read a/b', 'star a/b'];
    await visits(['view a/b', 'click a/b']);
    expect(await told()).toEqual([now, now]);
  });

  it('has personal answers of a site whose events come in natively', async () => {
    const headers = { 'x-api-key': keys.native.text };
    const events = crowd.map(({ UserId, ItemId }) => ({
      type: 'view',
      userId: UserId,
      itemId: ItemId,
    }));
    const sent = [...events, { type: 'click', userId: 'dee', itemId: 'B' }];
    const { status } = await postJson(`${freshet.url}/v1/events`, { events: sent }, headers);
    expect(status).toBe(202);
    await eventually('what dee clicked leads to Y', async () => {
      expect((await clientOf('native').getRecommend({ userId: 'dee' }))[0]).toBe('Y');
    });
  });

  it('forgets a user', async () => {
    const gorse = clientOf('native');
    expect(await gorse.deleteUser('dee')).toBe(1);
    await eventually('nothing is known of dee', async () => {
      const headers = { 'x-api-key': keys.native.text };
      const answer = await fetch(`${freshet.url}/v1/profiles?userId=dee`, { headers });
      expect(answer.status).toBe(404);
    });
  });
});
