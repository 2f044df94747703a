import { ScaledObject, TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1';
import type { Manifest } from './manifests.ts';

interface Model {
  validate(): void;
}
type ModelClass = new (data: never) => Model;

/**
 * Validates a manifest by the schema that Kubernetes, or KEDA, publishes for its kind, as the packages
 * `kubernetes-models` and `@kubernetes-models/keda` carry it; answers with what is wrong, nothing if all
 * is well. Published schemas allow fields they do not name, which the API server then drops: such fields
 * are faults here. They are those that the validator has not asked for.
 */
export function schemaFaults(manifest: Manifest): string[] {
  const Kind = models[`${manifest.apiVersion} ${manifest.kind}`];
  if (Kind === undefined) return [`${manifest.apiVersion} ${manifest.kind} is not known here`];
  const unread = new Map<object, Set<string>>();
  try {
    const model = new Kind(manifest as never);
    Reflect.apply(model.validate, watched(model, '', unread), []);
  } catch (error) {
    return [(error as Error).message];
  }
  return [...unread.values()].flatMap((fields) => [...fields].map((at) => `${at} is unknown`));
}

const models: Readonly<Record<string, ModelClass>> = {
  'v1 ConfigMap': ConfigMap,
  'v1 Secret': Secret,
  'v1 Service': Service,
  'apps/v1 Deployment': Deployment,
  'apps/v1 StatefulSet': StatefulSet,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'keda.sh/v1alpha1 ScaledObject': ScaledObject,
  'keda.sh/v1alpha1 TriggerAuthentication': TriggerAuthentication,
  'networking.k8s.io/v1 Ingress': Ingress,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
};

/** The same object, which takes each field that is asked for out of those `unread`. */
function watched<T extends object>(value: T, path: string, unread: Map<object, Set<string>>): T {
  const fields = Array.isArray(value) ? [] : Object.keys(value);
  const left = unread.get(value) ?? new Set(fields.map((field) => `${path}/${field}`));
  unread.set(value, left);
  return new Proxy(value, {
    get(target, field, receiver) {
      const found: unknown = Reflect.get(target, field, receiver);
      if (typeof field === 'symbol') return found;
      left.delete(`${path}/${field}`);
      if (typeof found !== 'object' || found === null) return found;
      return watched(found, `${path}/${field}`, unread);
    },
  });
}
