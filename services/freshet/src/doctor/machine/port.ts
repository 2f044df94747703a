import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Judgement, ok, problem } from '../finding.ts';
import { portOwner } from './port-owner.ts';

export interface PortFacts {
  readonly host: string;
  readonly port: number;
  /** Why nothing more can listen there, such as EADDRINUSE; undefined: something can. */
  readonly refusal: string | undefined;
  /** Who listens there, as far as can be told. */
  readonly owner: { readonly pid: number; readonly command: string } | undefined;
}

/** Tries for a moment whether a service could listen. */
export async function portFacts(host: string, port: number): Promise<PortFacts> {
  const refusal = await tryToListen(host, port);
  const owner = refusal === 'EADDRINUSE' ? await portOwner(port) : undefined;
  return { host, port, refusal, owner };
}

async function tryToListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    await once(server.listen({ host, port, exclusive: true }), 'listening');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
  await once(server.close(), 'close');
  return undefined;
}

/** `expected`: the process that is known to run this deployment here, if one does. */
export function judgePort(facts: PortFacts, expected: number | undefined): Judgement {
  const { host, port, refusal, owner } = facts;
  const where = `Port ${port} of ${host}`;
  if (refusal === undefined) return ok(`${where} is free`);
  if (refusal === 'EADDRINUSE') {
    if (owner !== undefined && owner.pid === expected) {
      return ok(`${where} is this deployment's (process ${owner.pid})`);
    }
    const who = owner === undefined ? 'another process' : `process ${owner.pid} (${owner.command})`;
    const stop =
      owner === undefined ? `find it (ss -ltnp 'sport = :${port}')` : `stop it (kill ${owner.pid})`;
    return problem(`${where} is taken by ${who}.`, `Set PORT to a free port, or ${stop}.`);
  }
  if (refusal === 'EACCES') {
    return problem(`${where} may not be used by this user.`, 'Set PORT to one above 1023.');
  }
  return problem(
    `${where} cannot be listened on: ${refusal}.`,
    'Set HOST to an address of this machine (ip address), 127.0.0.1 or 0.0.0.0.',
  );
}
