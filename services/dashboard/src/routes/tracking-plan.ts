import { HttpProblem, toChangeSite, toInspectSite } from '@freshet/runtime';
import { parsePlan } from '@freshet/tracking-plan';
import type { FastifyInstance } from 'fastify';
import {
  deleteTrackingPlan,
  getTrackingPlan,
  putTrackingPlan,
} from '../description/tracking-plan.ts';
import type { TrackingPlans } from '../plans/tracking-plans.ts';
import { type SiteQuery, siteField } from './query.ts';

const basisField = { revision: { type: 'integer', minimum: 0 } } as const;
const look = { type: 'object', properties: siteField } as const;
const change = { type: 'object', properties: { ...siteField, ...basisField } } as const;

type ChangeQuery = SiteQuery & { readonly revision?: number };

/**
 * `GET`, `PUT` and `DELETE /v1/admin/tracking-plan?site=` as a Fastify plugin, for clients on this machine:
 * what a site means to send. `revision` has a change refused where somebody else made another one meanwhile.
 */
export function trackingPlanRoutes(plans: TrackingPlans) {
  return async function planRoutes(app: FastifyInstance): Promise<void> {
    app.get<{ Querystring: SiteQuery }>(
      '/v1/admin/tracking-plan',
      { config: { ...toInspectSite, operation: getTrackingPlan }, schema: { querystring: look } },
      ({ query: { site } }) => described(plans, site),
    );

    app.put<{ Querystring: ChangeQuery }>(
      '/v1/admin/tracking-plan',
      { config: { ...toChangeSite, operation: putTrackingPlan }, schema: { querystring: change } },
      async ({ query: { site, revision: basis }, body }) => {
        await plans.set(site, parsePlan(body), basis);
        return described(plans, site);
      },
    );

    app.delete<{ Querystring: ChangeQuery }>(
      '/v1/admin/tracking-plan',
      {
        config: { ...toChangeSite, operation: deleteTrackingPlan },
        schema: { querystring: change },
      },
      async ({ query: { site, revision: basis } }) => {
        described(plans, site);
        await plans.set(site, null, basis);
        return { site };
      },
    );
  };
}

/** @throws HttpProblem TRACKING_PLAN_UNKNOWN. */
function described(plans: TrackingPlans, site: string) {
  const held = plans.of(site);
  if (held !== undefined) {
    const { revision, at, plan } = held;
    return { site, revision, at: new Date(at).toISOString(), plan };
  }
  const message = `${site} has no tracking plan; PUT one here.`;
  throw new HttpProblem(404, { code: 'TRACKING_PLAN_UNKNOWN', message });
}
