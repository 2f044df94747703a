import { answerOf, type Calls } from './calls.ts';
import type { components, operations } from './generated/api.ts';

type Schemas = components['schemas'];
type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>;

export type Recommendations = Schemas['Recommendations'];

/** Lists of items. A call that fails is not made again: the page that waits for it is better shown without. */
export function createRecommendations(calls: Calls) {
  return {
    /** What a visitor may want next. @throws FreshetProblem */
    get(query: QueryOf<'getRecommendations'>): Promise<Recommendations> {
      return answerOf(calls.GET('/v1/recommendations', { params: { query } }));
    },

    /** The same with a session, candidates or boosts of your own. @throws FreshetProblem */
    async ask(question: Schemas['RecommendationQuestion']): Promise<Recommendations> {
      const answer = await answerOf(calls.POST('/v1/recommendations', { body: question }));
      return answer as Recommendations;
    },

    /** Several lists at once, by name; no item is in two of them. @throws FreshetProblem */
    async slots<Name extends string>(
      question: Omit<Schemas['SlotsQuestion'], 'slots'> & {
        readonly slots: Readonly<Record<Name, Schemas['Slot']>>;
      },
    ): Promise<Readonly<Record<Name, Recommendations>>> {
      const answer = await answerOf(calls.POST('/v1/recommendations', { body: question }));
      return (answer as Schemas['SlotsAnswer']).slots as Record<Name, Recommendations>;
    },

    /** What others visited with an item. @throws FreshetProblem */
    similar(itemId: string, query: QueryOf<'getSimilarItems'> = {}): Promise<Recommendations> {
      const params = { path: { itemId }, query };
      return answerOf(calls.GET('/v1/items/{itemId}/similar', { params }));
    },

    /** What was in the same orders as an item. @throws FreshetProblem */
    boughtTogether(
      itemId: string,
      query: QueryOf<'getBoughtTogether'> = {},
    ): Promise<Schemas['BoughtTogether']> {
      const params = { path: { itemId }, query };
      return answerOf(calls.GET('/v1/items/{itemId}/bought-together', { params }));
    },

    /** What many look at now. @throws FreshetProblem */
    trending(query: QueryOf<'getTrending'> = {}): Promise<Schemas['Trending']> {
      return answerOf(calls.GET('/v1/trending', { params: { query } }));
    },

    /** What has been looked at most. @throws FreshetProblem */
    popular(query: QueryOf<'getPopular'> = {}): Promise<Schemas['Popular']> {
      return answerOf(calls.GET('/v1/popular', { params: { query } }));
    },

    /** What was published last. @throws FreshetProblem */
    latest(query: QueryOf<'getLatest'> = {}): Promise<Schemas['Latest']> {
      return answerOf(calls.GET('/v1/latest', { params: { query } }));
    },
  };
}
