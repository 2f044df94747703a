import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** `request`: what the client sends no longer arrives. `answer`: it arrives, the answer does not. */
export type Cut = 'request' | 'answer';

export interface CuttingProxy {
  readonly port: number;
  /** From now on the first bytes in that direction end their connection instead of going on. */
  cutAt(cut: Cut): void;
  /** Connections made so far. */
  readonly connections: number;
  close(): Promise<void>;
}

/** A TCP proxy on loopback that loses a connection at a chosen moment, once per `cutAt`. */
export async function startCuttingProxy(targetPort: number): Promise<CuttingProxy> {
  let cut: Cut | undefined;
  let connections = 0;
  const sockets = new Set<Socket>();

  const pass = (from: Socket, to: Socket, direction: Cut): void => {
    from.on('data', (data) => {
      if (cut === direction) {
        cut = undefined;
        from.destroy();
        to.destroy();
      } else {
        to.write(data);
      }
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const server = createServer((client) => {
    connections += 1;
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pass(client, target, 'request');
    pass(target, client, 'answer');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    cutAt(next) {
      cut = next;
    },
    get connections() {
      return connections;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}
