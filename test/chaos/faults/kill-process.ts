import type { Fault } from '../fault.ts';
import type { Stage } from '../stage.ts';
import type { SupervisedService } from '../system/supervised-service.ts';

/** SIGKILL at some moment; the service is started again and must find its way back by itself. */
export function killProcess<S extends Stage>(
  kind: string,
  count: number,
  service: (stage: S, index: number) => SupervisedService,
): Fault<S> {
  return (random) => {
    const index = random.whole(0, count);
    const name = count === 1 ? kind : `${kind}-${index + 1}`;
    return {
      subject: name,
      kind: `${kind} killed`,
      what: `SIGKILL of ${name}`,
      async strike(stage) {
        const struck = service(stage, index);
        struck.signal('SIGKILL');
        await struck.ready();
        return 'struck';
      },
    };
  };
}
