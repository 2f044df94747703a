import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { repository } from './repository.ts';

const rules = join(repository, 'deploy/prometheus/alerts.yml');

/** Debian's package `prometheus` has it. Asked for, it has to be there. */
export const promtoolAvailable = (): boolean =>
  process.env['FRESHET_ENGINES'] === 'required' || promtool('--version').ok;

/** What promtool says, and whether it is content. */
function promtool(...args: readonly string[]): { readonly ok: boolean; readonly said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return { ok: status === 0, said: `${stdout ?? ''}${stderr ?? 'promtool is not installed'}` };
}

export const checkRules = () => promtool('check', 'rules', rules);

/** Series as they were scraped, a value a minute, as promtool writes them: `0+60x90`. */
export type Scraped = Readonly<Record<string, string>>;

export interface Situation {
  readonly scraped: Scraped;
  /** When the alerts are looked at: `90m`. */
  readonly at: string;
  /** Alerts that fire then; no others do. */
  readonly fires: readonly string[];
}

/** Has promtool evaluate the rules over what was scraped; content if just the alerts named fire. */
export function holdAgainst({ scraped, at, fires }: Situation) {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-alerts-'));
  const file = join(dir, 'alerts.test.yml');
  const expected = fires.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 }));
  const firing = 'group by (alertname) (ALERTS{alertstate="firing"})';
  const test = {
    interval: '1m',
    input_series: Object.entries(scraped).map(([series, values]) => ({ series, values })),
    promql_expr_test: [{ expr: firing, eval_time: at, exp_samples: expected }],
  };
  writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: '1m', tests: [test] }));
  try {
    return promtool('test', 'rules', file);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
