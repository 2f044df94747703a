import { createNamespaceClient } from '../../namespaces/client.ts';
import { answerOf, refused } from './answer.ts';

/** What of a deployment has not been done with yet. */
export interface Standing {
  /** Events that its log holds. */
  readonly events: number;
  /** Records not yet applied, by consumer group. */
  readonly lags: Readonly<Record<string, number>>;
}

/** How far the live namespace of a deployment has come, asked of its API. */
export function createStanding(apiUrl: string, signal: AbortSignal) {
  const { list } = createNamespaceClient(apiUrl);
  return {
    /** @throws FreshetError ADMIN_REFUSED. */
    async groups(): Promise<Standing> {
      const { live, namespaces } = await list();
      const { groups } = namespaces.find(({ name }) => name === live)!;
      const events = groups.find(({ group }) => group === 'profiles')?.records ?? 0;
      return { events, lags: Object.fromEntries(groups.map(({ group, lag }) => [group, lag])) };
    },
    /**
     * Records of items and weights that the API has not read yet.
     * @throws FreshetError EVALUATION_REFUSED when it does not say; the signal's reason.
     */
    async tables(): Promise<number> {
      const text = await answerOf(new URL('/metrics', apiUrl), signal);
      const lags = [
        ...text.matchAll(/^freshet_api_table_lag_records\{topic="(item|ranker)\..*\} (\d+)$/gm),
      ];
      if (lags.length > 0) return lags.reduce((sum, [, , lag]) => sum + Number(lag), 0);
      throw refused(
        `${apiUrl}/metrics does not say how far its tables are behind; is it an API of this version`,
      );
    },
  };
}
