import { useSignal } from '@preact/signals';
import { withQuery } from '../api/call.ts';
import { useCall } from '../api/use-call.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import type { ListAnswer } from './answers.ts';
import { AnswerItem } from './answer-item.tsx';

const AGAIN_MS = 2_000;
const N = 10;
const SCENARIOS = ['home', 'product', 'cart', 'listing', 'raw'];

/** What a visitor would be shown now, and why. */
export function AnswerCard({ visitor }: { readonly visitor: Readonly<Record<string, string>> }) {
  const scenario = useSignal('home');
  const page = useSignal('');
  const question = { ...visitor, scenario: scenario.value, n: N, explain: true };
  const isOfPage = scenario.value === 'product' || scenario.value === 'listing';
  const pageField = scenario.value === 'listing' ? 'category' : 'itemId';
  const path =
    isOfPage && page.value === ''
      ? null
      : withQuery('/v1/recommendations', {
          ...question,
          ...(isOfPage && { [pageField]: page.value }),
        });
  const answer = useCall<ListAnswer>(path, { everyMs: AGAIN_MS });
  return (
    <section class="card" aria-labelledby="answer-title">
      <div class="card-head">
        <h2 id="answer-title">The answer now</h2>
        <div class="row">
          <label class="visually-hidden" for="answer-scenario">
            Scenario
          </label>
          <select
            id="answer-scenario"
            class="input fit"
            value={scenario.value}
            onChange={({ currentTarget }) => {
              scenario.value = currentTarget.value;
            }}
          >
            {SCENARIOS.map((name) => (
              <option>{name}</option>
            ))}
          </select>
          {isOfPage && (
            <input
              class="input fit mono"
              aria-label={pageField === 'category' ? "The page's category" : "The page's item"}
              placeholder={pageField === 'category' ? 'category' : 'item id'}
              value={page.value}
              onChange={({ currentTarget }) => {
                page.value = currentTarget.value;
              }}
            />
          )}
        </div>
      </div>
      {path === null && (
        <Empty
          title={`Say which ${pageField === 'category' ? 'category' : 'item'} the page is of.`}
        />
      )}
      <Loaded asked={answer} lines={10}>
        {(list) => <Answer list={list} />}
      </Loaded>
    </section>
  );
}

function Answer({ list }: { readonly list: ListAnswer }) {
  const { strategy, fallback, degraded, experiment, items, emptyBecause } = list;
  const largest = Math.max(
    0,
    ...items.flatMap(({ features = {} }) => Object.values(features).map(Math.abs)),
  );
  return (
    <>
      <p class="row">
        <span class="badge accent">{strategy}</span>
        {fallback === true && <span class="badge warn">fallback</span>}
        {degraded === true && <span class="badge bad">degraded: the store could not be read</span>}
        {experiment !== undefined && (
          <span class="badge info">
            {experiment.id} / {experiment.variant}
          </span>
        )}
      </p>
      {items.length === 0 ? (
        <Empty title="An empty list">
          <code>{emptyBecause}</code>
        </Empty>
      ) : (
        <ol class="answer">
          {items.map((item) => (
            <AnswerItem key={item.itemId} item={item} largest={largest} />
          ))}
        </ol>
      )}
    </>
  );
}
