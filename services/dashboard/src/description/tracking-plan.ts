import { described, integer, members, object, site, text } from '@freshet/openapi';
import type { Operation, Parameter, Schema } from '@freshet/runtime';
import { planSchema } from '@freshet/tracking-plan';

const group = 'Administration';

const plan: Schema = { title: 'TrackingPlan', ...planSchema };
const standing = object('TrackingPlanStanding', {
  site: text,
  revision: described(integer(0), 'Rising with each change.'),
  at: described(text, 'When it was made so, as ISO 8601.'),
  plan,
});

const revision: Parameter = {
  description: 'The one that is changed; if it is another by now, it is a 409.',
  schema: integer(0),
};
const unknown = '404 `TRACKING_PLAN_UNKNOWN` where there is none.';

export const getTrackingPlan: Operation = {
  id: 'getTrackingPlan',
  group,
  summary: 'What a site means to send',
  description: unknown,
  query: { site },
  answers: { 200: { description: 'Its plan.', schema: standing } },
};

export const putTrackingPlan: Operation = {
  id: 'putTrackingPlan',
  group,
  summary: 'Say what a site means to send',
  description: '400 `TRACKING_PLAN_INVALID` points to what cannot be.',
  query: { site, revision },
  body: plan,
  answers: { 200: { description: 'As it holds now.', schema: standing } },
};

export const deleteTrackingPlan: Operation = {
  id: 'deleteTrackingPlan',
  group,
  summary: 'Have a site without a plan again',
  description: unknown,
  query: { site, revision },
  answers: { 200: { description: 'Gone.', schema: members({ site: text }) } },
};
