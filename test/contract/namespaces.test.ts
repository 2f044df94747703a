import { namespacePlanCodec, topics } from '@freshet/events';
import { firstPlan, withNamespace } from '@freshet/stream';
import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { describeLog, openLog } from '../support/log-engines.ts';
import { followNamespaces } from '../support/pipeline.ts';

const topic = topics.deploymentNamespaces;
const named = (name: string) => ({ name, from: [3, 0], to: null, createdAt: 1, events: null });

describeLog('the plan of namespaces', (engine) => {
  it('is the same for all who follow it, whoever decides at the same moment', async () => {
    const log = await openLog(engine);
    await log.admin.ensureTopics([topic]);
    const [one, other] = await Promise.all([followNamespaces(log), followNamespaces(log)]);
    await Promise.all([
      one.change((plan) => withNamespace(plan, named('a'))),
      other.change((plan) => withNamespace(plan, named('b'))),
      one.change((plan) => withNamespace(plan, named('c'))),
    ]);
    const late = await followNamespaces(log);
    const names = late.plan.namespaces.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['a', 'b', 'c', 'main']);
    expect(late.plan.revision).toBe(3);
    await eventually('all hold the same plan', () => {
      expect([one.plan, other.plan]).toEqual([late.plan, late.plan]);
    });
  });

  it('ignores a plan made from an older one, and what is no plan', async () => {
    const log = await openLog(engine);
    await log.admin.ensureTopics([topic]);
    const followed = await followNamespaces(log);
    const plan = await followed.change((current) => withNamespace(current, named('a')));
    const stale = { ...withNamespace(firstPlan, named('stale')), revision: 1 };
    await log.publisher.publish(topic.name, [
      { value: namespacePlanCodec.encode(stale), partition: 0 },
      { value: Buffer.from('no plan'), partition: 0 },
    ]);
    const next = await followed.change((current) => withNamespace(current, named('b')));
    expect(next.namespaces.slice(0, 2)).toEqual(plan.namespaces);
    expect((await followNamespaces(log)).plan).toEqual(next);
  });
});
