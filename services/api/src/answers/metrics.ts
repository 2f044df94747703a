import { Counter, type Registry } from '@freshet/runtime';

export type AnswerMetrics = ReturnType<typeof createAnswerMetrics>;

export function createAnswerMetrics(registry: Registry) {
  const registers = [registry];
  return {
    logged: new Counter({
      name: 'freshet_api_answers_logged_total',
      help: 'Answers written to recommendation.answers.',
      registers,
    }),
    leftOut: new Counter({
      name: 'freshet_api_answers_left_out_total',
      help: 'Answers given that could not be written to recommendation.answers.',
      registers,
    }),
  };
}
