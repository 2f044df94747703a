import { parse } from 'yaml';
import { textOf } from './repository.ts';

/** One rule of deploy/prometheus/alerts.yml: an alert, or a figure recorded for alerts. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export function alertRules(): readonly Rule[] {
  const { groups } = parse(textOf('deploy/prometheus/alerts.yml')) as {
    groups: readonly { readonly rules: readonly Rule[] }[];
  };
  return groups.flatMap(({ rules }) => rules);
}

export const recordedNames = (): readonly string[] =>
  alertRules().flatMap(({ record }) => record ?? []);
