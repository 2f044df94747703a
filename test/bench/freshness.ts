import type { Bench } from './run.ts';
export const freshnessBench: Bench = async () => [];
