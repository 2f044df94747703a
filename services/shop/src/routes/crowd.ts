import { forEveryone } from '@freshet/runtime';
import { HttpProblem } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { Crowd } from '../crowd/crowd.ts';

/** `GET /shop/crowd`: what the crowd does; `POST`: `{"isOn": true}` switches it. */
export function crowdRoutes(app: FastifyInstance, crowd: Crowd): void {
  app.get('/shop/crowd', { config: forEveryone }, () => crowd.state);

  app.post<{ Body: { isOn?: unknown } | undefined }>(
    '/shop/crowd',
    { config: forEveryone },
    (request) => {
      const isOn = request.body?.isOn;
      if (typeof isOn !== 'boolean') {
        const message = 'The body must say whether the crowd is on: {"isOn": true}.';
        throw new HttpProblem(400, { code: 'BODY_INVALID', message, pointer: '/isOn' });
      }
      if (isOn) crowd.switchOn();
      else crowd.switchOff();
      return crowd.state;
    },
  );
}
