import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { by, keys, secrets, startKeyedTarget, tokenOf } from '../support/keyed-target.ts';
import { serveSite, taggedPage } from '../support/tagged-site.ts';

const target = startKeyedTarget();

describeInChromium('a tag whose page proves who its user is', () => {
  it('has its events and lists, and loses none behind a token that has expired', async () => {
    const { url } = target.service;
    const pageWith = (token: string) => {
      const attributes = `data-endpoint="${url}/${keys.anyPage.text}/${token}"`;
      return taggedPage(url, '<freshet-recommendations id="slot"></freshet-recommendations>', {
        attributes,
      });
    };
    const longAgo = Math.floor(Date.now() / 1000) - 600;
    const site = await serveSite({
      '/stale': pageWith(await tokenOf('ada', secrets.shop, longAgo)),
      '/fresh': pageWith(await tokenOf('ada')),
    });
    const page = await (await openContext()).newPage();
    await page.goto(`${site}/stale`);
    await page.waitForFunction('globalThis.freshet');
    const refused = page.waitForResponse((answer) => answer.status() === 403);
    await page.evaluate(`freshet.identify('ada'); freshet.view('tent')`);
    expect(await (await refused).json()).toMatchObject({ code: 'IDENTITY_EXPIRED' });
    await eventually('the tag holds what it has', async () =>
      expect(await page.evaluate('localStorage["freshet:pause"]')).toBeTruthy(),
    );

    const asked = page.waitForResponse((answer) => answer.url().includes('/v1/recommendations?'));
    await page.goto(`${site}/fresh`);
    expect(new URL((await asked).url()).searchParams.get('userId')).toBe('ada');
    expect((await asked).status()).toBe(200);
    // Rather than wait for ten minutes.
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await eventually('the user is known by all of it', async () => {
      const { text } = await target.call('/v1/profiles?userId=ada', {
        headers: by(keys.inspector),
      });
      expect(JSON.parse(text)).toMatchObject({
        userId: 'ada',
        formerIds: [{ userId: null }],
        session: [{ itemId: 'tent' }],
      });
    });
    await eventually('nothing waits', async () =>
      expect(
        await page.evaluate(
          `Object.keys(localStorage).filter((key) => key.startsWith('freshet:event:')).length`,
        ),
      ).toBe(0),
    );
  });
});
