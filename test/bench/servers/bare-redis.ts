import { Redis } from 'ioredis';
import { answerParent } from '../child.ts';

const KEYS = 20_000;

const calls = {
  /** Plain SETs a second, so many a pipeline, one pipeline after the other. */
  async set(argument: {
    readonly url: string;
    readonly valueBytes: number;
    readonly perPipeline: number;
    readonly seconds: number;
  }): Promise<number> {
    const { url, valueBytes, perPipeline, seconds } = argument;
    const redis = new Redis(url);
    const value = Buffer.alloc(valueBytes, 'x');
    const startedAt = performance.now();
    const until = startedAt + seconds * 1000;
    let written = 0;
    while (performance.now() < until) {
      const pipeline = redis.pipeline();
      for (let i = 0; i < perPipeline; i++) pipeline.set(`bare/${(written + i) % KEYS}`, value);
      await pipeline.exec();
      written += perPipeline;
    }
    const perSecond = written / ((performance.now() - startedAt) / 1000);
    await redis.quit();
    return perSecond;
  },
};

export type BareRedisCalls = typeof calls;

answerParent(calls);
