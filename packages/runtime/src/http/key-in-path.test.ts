import { expect, it } from 'vitest';
import { withoutKeyInPath } from './key-in-path.ts';

it.for([
  ['/freshet_pk_a1_b2/v1/events', '/v1/events?key=freshet_pk_a1_b2'],
  ['/freshet_pk_a1/v1/trending?n=1', '/v1/trending?key=freshet_pk_a1&n=1'],
  ['/freshet_pk_a1/eyJh.b-_.c/v1/events', '/v1/events?key=freshet_pk_a1&identity=eyJh.b-_.c'],
  ['/freshet_pk_a1/eyJh.b.c/v1/x?n=1', '/v1/x?key=freshet_pk_a1&identity=eyJh.b.c&n=1'],
  ['/freshet_pk_a1/eyJh.b/v1/x', '/eyJh.b/v1/x?key=freshet_pk_a1'],
  ['/freshet_pk_a1/', '/?key=freshet_pk_a1'],
  ['/freshet_pk_a1', '/freshet_pk_a1'],
  ['/freshet_sk_a1/v1/events', '/v1/events?key=freshet_sk_a1'],
  ['/freshet_xk_a1/v1/events', '/freshet_xk_a1/v1/events'],
  ['/freshet_pk_%2e/v1/events', '/freshet_pk_%2e/v1/events'],
  ['/v1/events?next=/freshet_pk_a/b', '/v1/events?next=/freshet_pk_a/b'],
])('%s means %s', ([url, means]) => expect(withoutKeyInPath(url!)).toBe(means));
