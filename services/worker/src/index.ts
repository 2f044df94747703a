export { createAttributionProcessor } from './processors/attribution.ts';
export { startWorker, type Worker, type WorkerOptions } from './app.ts';
export { samplingOf } from './sampling/settings.ts';
