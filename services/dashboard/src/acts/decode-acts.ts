import { type DashboardActs, dashboardActsCodec, Undecodable } from '@freshet/events';

/** @throws Undecodable, UnknownSchema. */
export function decodeActs(value: Uint8Array | null): DashboardActs {
  if (value === null) throw new Undecodable('dashboard-acts', 'an empty value');
  return dashboardActsCodec.decode(value);
}
