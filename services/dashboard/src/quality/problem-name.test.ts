import { expect, it } from 'vitest';
import { problemName, problemOfName } from './problem-name.ts';

it('a problem comes back from its name, whatever its pointer', () => {
  const problem = { code: 'FIELD_MISSING', pointer: '/properties/a colour ' };
  expect(problemOfName(problemName('view', problem))).toEqual({ type: 'view', ...problem });
  const whole = { code: 'TYPE_UNPLANNED', pointer: '' };
  expect(problemOfName(problemName('quiz', whole))).toEqual({ type: 'quiz', ...whole });
});
