import {
  CoVisitation,
  FreshetModel,
  type Model,
  Popularity,
  VmisKnn,
  WithoutSeen,
} from '@freshet/evaluation';
import {
  COUNTERS,
  type Deployment,
  type DeploymentName,
  deployments,
  type RankerWeights,
} from '@freshet/recommend';

export const MODELS = ['freshet', 'vmis-knn', 'co-visitation', 'popularity'] as const;
export type ModelName = (typeof MODELS)[number];

/** Not tuned to any data. The tenth click back would weigh nothing, see `VmisKnn`. */
const VMIS_KNN = { m: 500, k: 100, lastItems: 9, idfWeight: 1 };
/** Room for the longest answer and for what a session may have seen of it. */
const POPULAR_ITEMS_MAX = 500;

type Baseline = Exclude<ModelName, 'freshet'>;

const baselines: Record<Baseline, (deployment: Deployment) => Model> = {
  'vmis-knn': () => new VmisKnn(VMIS_KNN),
  'co-visitation': () => new CoVisitation(),
  popularity: ({ counterHalfLivesMs }) => {
    const halfLifeMs = counterHalfLivesMs[COUNTERS.indexOf('short')]!;
    return new Popularity({ halfLifeMs, depth: POPULAR_ITEMS_MAX });
  },
};

/**
 * A model that knows nothing yet. Baselines get what suits the kind of site: popularity the half-life
 * of the site's short counter, and where readers hardly come back to an item (news) none of them
 * recommends what the session has had, which they could not learn.
 */
export function createModel(name: ModelName, profile: DeploymentName): Model {
  const deployment: Deployment = deployments[profile];
  if (name === 'freshet') return new FreshetModel(deployment);
  const baseline = baselines[name](deployment);
  return profile === 'news' ? new WithoutSeen(baseline) : baseline;
}

/** Freshet with given weights, that learns no others. */
export function modelWithWeights(weights: RankerWeights, profile: DeploymentName): Model {
  return new FreshetModel(deployments[profile], weights);
}
