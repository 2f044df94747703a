export { startWorker, type Worker, type WorkerOptions } from './app.ts';
