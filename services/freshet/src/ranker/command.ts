import { readFile } from 'node:fs/promises';
import { type AdminClient, createAdminClient } from '../admin/client.ts';
import { instanceConfig } from '../admin/config.ts';
import { invalidArguments } from '../command-line.ts';
import { parseRankerArguments, type RankerArguments, usage } from './arguments.ts';

/** `freshet ranker show|freeze|thaw|reset|export|import`. */
export async function rankerCommand(args: string[]): Promise<void> {
  const options = parseRankerArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const answer = await act(
    options,
    createAdminClient(options.url, instanceConfig(process.env).FRESHET_KEY),
  );
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}

async function act({ action, file, site }: RankerArguments, client: AdminClient): Promise<object> {
  const query = new URLSearchParams({ site });
  const suffix = `?${query.toString()}`;
  if (action === 'show') return client.get('/v1/ranker', query);
  if (action === 'export') return client.get('/v1/admin/ranker/weights', query);
  if (action !== 'import') return client.send('POST', `/v1/admin/ranker/${action}${suffix}`);
  return client.send('PUT', `/v1/admin/ranker/weights${suffix}`, await documentIn(file));
}

/** @throws FreshetError CONFIG_INVALID. */
async function documentIn(file: string): Promise<object> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as object;
  } catch (error) {
    throw invalidArguments(`"${file}" cannot be imported: ${(error as Error).message}`, usage);
  }
}
