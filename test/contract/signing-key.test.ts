import { openSigningKey } from '@freshet/stream';
import { expect, it } from 'vitest';
import { describeLog, openLog } from '../support/log-engines.ts';

const content = Buffer.from('what was given out');

describeLog('the signing key', (engine) => {
  it('is the same for all, whoever starts at the same moment', async () => {
    const log = await openLog(engine);
    const together = await Promise.all([1, 2, 3, 4].map(() => openSigningKey(log)));
    const late = await openSigningKey(log);
    const signatures = [...together, late].map((key) => key.sign('cursor', content));
    expect(new Set(signatures).size).toBe(1);
  });

  it('is another one in every deployment, and signs each domain in its own way', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(async () => openSigningKey(await openLog(engine))),
    );
    const signatures = [
      one!.sign('cursor', content),
      one!.sign('recomm-id', content),
      other!.sign('cursor', content),
    ];
    expect(new Set(signatures).size).toBe(3);
  });
});
