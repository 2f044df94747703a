export { type RunningSink, type RunSinkOptions, startSink } from './app.ts';
export { sinkSettings } from './config.ts';
export { planSink, type SinkPlan } from './plan.ts';
