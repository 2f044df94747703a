import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Above the highest port that `fetch` and browsers refuse to call (10080, Fetch Standard §2.9 "port
 * blocking"), and below those that systems give to outgoing connections (from 32768 on Linux). One of
 * those can be taken by anybody's connection before the server of the test listens on it, or while it
 * is down.
 */
const LOWEST = 10_081;
const COUNT = 20_000;

/** Processes begin at different places, and none gives the same port twice. */
let next = Math.floor(Math.random() * COUNT);

/** So many different ports of the loopback that nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = LOWEST + (next++ % COUNT);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  let server: Server;
  try {
    server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
