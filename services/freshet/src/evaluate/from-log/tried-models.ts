import { FreshetModel, type Model } from '@freshet/evaluation';
import { deployments, type RankerWeights } from '@freshet/recommend';
import { isActive, type Rule } from '@freshet/rules';
import type { EvaluateArguments } from '../arguments.ts';
import { policyOf, unscheduled } from './policy.ts';
import type { LogContent } from './read-log.ts';

/** Freshet as a deployment's lists are made, and as they would be. */
export interface Tried {
  current(): Model;
  tried(): Model;
}

interface Setting extends Pick<EvaluateArguments, 'profile' | 'scenario'> {
  readonly weights: RankerWeights | undefined;
  /** In place of those of the log. */
  readonly rules: readonly Rule[] | undefined;
}

/** undefined where neither rules nor a scenario are tried. */
export function triedModels(
  { profile, scenario, weights, rules }: Setting,
  { shop, acts }: Pick<LogContent, 'shop' | 'acts'>,
): Tried | undefined {
  if (scenario === undefined) return undefined;
  const deployment = deployments[profile];
  const now = Date.now();
  const held = unscheduled(shop.rules.filter((rule) => isActive(rule, scenario, now)));
  const policyWith = (some: readonly Rule[]) => {
    return policyOf({ scenario, rules: some }, { items: shop.items, acts });
  };
  const isScenarioTried = rules === undefined && weights === undefined;
  const then = rules === undefined ? held : unscheduled(rules);
  return {
    current: () =>
      new FreshetModel(deployment, undefined, isScenarioTried ? undefined : policyWith(held)),
    tried: () => new FreshetModel(deployment, weights, policyWith(then)),
  };
}
