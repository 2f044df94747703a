import { describe, expect, it, test } from 'vitest';
import { declaredMetrics } from '../support/declared-metrics.ts';
import { faultsOfQuery } from '../support/promql.ts';
import { textOf } from '../support/repository.ts';

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: {
    readonly h: number;
    readonly w: number;
    readonly x: number;
    readonly y: number;
  };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const { panels } = JSON.parse(textOf('deploy/grafana/freshet.json')) as { panels: Panel[] };
const shown = panels.filter(({ type }) => type !== 'row');
const queries = shown.flatMap(({ title, targets }) =>
  targets!.map(({ expr, legendFormat }) => ({ title, expr, legendFormat })),
);

it('has panels of everything there is', () => {
  expect(shown.length).toBeGreaterThan(20);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test.each(queries)('"$title" asks for what services declare', async ({ expr, legendFormat }) => {
  const asked = expr.replaceAll('$__rate_interval', '1m');
  const metrics = await declaredMetrics();
  expect(faultsOfQuery(asked, metrics, [])).toEqual([]);
  // A legend names what the query keeps apart.
  for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
    expect(expr).toMatch(new RegExp(`by \\([^)]*\\b${label}\\b`));
  }
});

describe.each(shown)('"$title"', ({ description, gridPos: { x, y, w, h } }) => {
  it('says what it shows', () => {
    expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it('has a place of its own', () => {
    const covering = panels.filter(({ gridPos: other }) => {
      const isBeside = other.x >= x + w || x >= other.x + other.w;
      return !isBeside && other.y < y + h && y < other.y + other.h;
    });
    expect(covering).toHaveLength(1);
    expect(x + w).toBeLessThanOrEqual(24);
  });
});
