export { type ProbeOptions, type RunningProbe, startProbe } from './app.ts';
export { probeSettings } from './config.ts';
