import type { DashboardAct } from '@freshet/events';

/** Of a view with nothing to it. */
export const viewAct: DashboardAct = {
  site: 'default',
  at: 1e12,
  receivedAt: 1e12,
  type: 'view',
  visitor: 1,
  isDuplicate: false,
  isInCatalogue: null,
  startsSession: false,
  items: [],
  categories: [],
  stage: null,
  revenue: null,
  page: null,
  left: null,
  isBot: null,
  id: null,
  problems: [],
};
