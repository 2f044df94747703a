export { type Dashboard, type DashboardOptions, openDashboard } from './app.ts';
export { createForwarding, type ForwardingOptions } from './forwarding/forwarding.ts';
export { createDashboardPages } from './pages/pages.ts';
export type * from './shapes/analytics.ts';
export type * from './shapes/counts.ts';
export type * from './shapes/health.ts';
export type * from './shapes/history.ts';
export type * from './shapes/live.ts';
export type * from './shapes/quality.ts';
