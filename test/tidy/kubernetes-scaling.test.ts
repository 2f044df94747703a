import { topics } from '@freshet/events';
import { GROUPS } from '@freshet/store';
import { expect, it } from 'vitest';
import { called, found, ofKind, secretOf } from '../support/kubernetes/manifests.ts';

it('what scales, scales what there is', () => {
  interface Scaling {
    readonly scaleTargetRef: { readonly kind: string; readonly name: string };
  }
  const targets = ['HorizontalPodAutoscaler', 'ScaledObject'].flatMap((kind) =>
    ofKind<Scaling>(kind).map(({ scaleTargetRef: { kind: of, name } }) => found(of, name)),
  );
  expect(targets.map((target) => called(target!)).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Deployment api',
    'Deployment worker',
    'StatefulSet ingest',
  ]);
  // Else every apply would set them back.
  for (const target of targets) expect(target!.spec).not.toHaveProperty('replicas');
});

it('workers are scaled on the lag of groups and topics that there are, up to the partitions', () => {
  interface Scaled {
    readonly maxReplicaCount: number;
    readonly triggers: readonly {
      readonly metadata: Readonly<Record<string, string>>;
      readonly authenticationRef: { readonly name: string };
    }[];
  }
  const [scaled] = ofKind<Scaled>('ScaledObject');
  const brokers = found('ConfigMap', 'freshet-kafka')!.data!;
  expect(String(scaled!.maxReplicaCount)).toBe(found('ConfigMap', 'freshet')!.data!['PARTITIONS']);
  const names = Object.values(topics).map(({ name }) => name);
  for (const { metadata, authenticationRef } of scaled!.triggers) {
    expect(found('TriggerAuthentication', authenticationRef.name)).toBeDefined();
    expect(metadata['bootstrapServers']).toBe(brokers['KAFKA_BROKERS']);
    expect(Object.values(GROUPS)).toContain(metadata['consumerGroup']);
    expect(names).toContain(metadata['topic']);
  }
});

it('whoever scales shows Kafka who it is as services do', () => {
  interface Shown {
    readonly secretTargetRef: readonly { parameter: string; name: string; key: string }[];
  }
  const [{ secretTargetRef }] = ofKind<Shown>('TriggerAuthentication') as [Shown];
  const shown = Object.fromEntries(
    secretTargetRef.map(({ parameter, name, key }) => [parameter, secretOf(name)?.[key]]),
  );
  const kafka = found('ConfigMap', 'freshet-kafka')!.data!;
  expect(shown).toEqual({
    // KEDA's own word for it: https://keda.sh/docs/latest/scalers/apache-kafka/
    sasl: kafka['KAFKA_SASL_MECHANISM']!.replace('-sha-', '_sha'),
    username: kafka['KAFKA_USERNAME'],
    password: secretOf('freshet-kafka')!['password'],
    tls: kafka['KAFKA_TLS'] === 'true' ? 'enable' : 'disable',
    ca: secretOf('freshet-kafka')!['ca.crt'],
  });
});
