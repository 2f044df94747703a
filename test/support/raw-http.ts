import { connect } from 'node:net';

export interface RawAnswers {
  /** How many answers came. */
  readonly count: number;
  /** Of the first answer; 0 when the server hung up without one. */
  readonly status: number;
  /** The code in the first answer's body. */
  readonly code: string | undefined;
  /** Everything that came, heads and bodies. */
  readonly text: string;
}

/** Sends bytes as they are on a connection of its own; answers with what came until the server hung up. */
export async function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswers> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server that refuses what is still being sent resets the connection.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  const text = Buffer.concat(chunks).toString('latin1');
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)];
  return {
    count: statuses.length,
    status: Number(statuses[0]?.[1] ?? 0),
    code: /"code":"([A-Z_]+)"/.exec(text)?.[1],
    text,
  };
}
