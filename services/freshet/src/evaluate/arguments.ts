import { SCENARIOS, type Scenario } from '@freshet/api';
import { type Protocol, PROTOCOLS } from '@freshet/evaluation';
import { DEFAULT_SITE } from '@freshet/events';
import { type DeploymentName, deployments } from '@freshet/recommend';
import { type ColumnNames, parseColumnNames } from '../clicks/columns.ts';
import { invalidArguments, parseOptions, wholeNumber } from '../command-line.ts';
import type { Addresses } from './through-pipeline/pipeline.ts';
import { MODELS, type ModelName } from './models.ts';

export const usage = `Usage: freshet evaluate FILE… [options]
       freshet evaluate --from-log [options]

Plays clicks past Freshet and past other recommenders, asks each for the next click of every session,
and says how often it was in the answer. Files are csv or tsv, gzipped or not; several are taken as
one, sorted by time. Headers "timestamp_ms,user_id,session_id,item_id" and "SessionId,ItemId,Time" are
recognised.

  --from-log         the visits in a deployment's own log instead of files: of Kafka with KAFKA_BROKERS (and
                     KAFKA_PREFIX), else of a stopped instance in DATA_DIR; PARTITIONS as it has
  --site NAME        with --from-log: whose (default default)
  --weights FILE     beside it, freshet with the ranker weights that freshet ranker export wrote, learning
                     no others
  --rules FILE       with --from-log: freshet-tried has these business rules, as GET /v1/admin/rules gives
                     them, in place of those of the log; schedules are left out of both
  --scenario NAME    with --from-log: home (the default with --rules), product, cart or listing bans what it
                     bans and has its rules; without --rules freshet itself bans nothing (raw), and
                     freshet-tried has the rules of the log
  --experiment ID    with --from-log: the live figures of an experiment beside the result
  --profile NAME     shop or news: what kind of site it is (default shop)
  --protocol NAME    prequential: the first 80 % of the clicks are learned, each later one is first
                     predicted, then learned; static: nothing is learned behind the 80 %
                     (default prequential)
  --through WAY      memory: the maths alone (default); pipeline: HTTP, log, workers, store and API, of an
                     instance started for it, and memory beside it, compared answer by answer
  --ingest-url URL   with --api-url: a running, empty deployment on this machine instead, which has
  --api-url URL      ITEM_VISITORS_MIN=1, RANKER_SAMPLES_PER_S=1000000, RANKER_SAMPLES_WAIT_MS=60000
                     and DEPLOYMENT as --profile
  --models LIST      some of ${MODELS.join(',')} (default: all)
  --top N            length of the answers (default 20)
  --at-most N        ask for N clicks at most, spread evenly
  --validation       leaves the last fifth of the clicks out: to choose settings by, so that they
                     are reported on clicks which nobody has looked at
  --freshness        the first model again, each click learned 1 min, 10 min, 1 h, 6 h, 24 h late
  --chart FILE.svg   draws the result, with --freshness its curve
  --columns LIST     item=…,time=…,time-unit=s|ms and user=… or session=…, for other headers
  --json             ends with one line of JSON
`;

/** Longest answers that can be asked for. */
export const TOP_MAX = 100;

export interface EvaluateArguments {
  /** None: the log. */
  readonly files: readonly string[];
  readonly site: string;
  /** Path of weights to try. */
  readonly weights: string | undefined;
  /** Path of business rules to try. */
  readonly rules: string | undefined;
  readonly experiment: string | undefined;
  /** undefined: nothing is banned, and no rule holds. */
  readonly scenario: ShownScenario | undefined;
  readonly profile: DeploymentName;
  readonly protocol: Protocol;
  readonly through: Way;
  /** The deployment to evaluate; undefined: one is started. */
  readonly addresses: Addresses | undefined;
  readonly models: readonly ModelName[];
  readonly top: number;
  /** Infinity: all there are. */
  readonly atMost: number;
  /** Whether the last part of the clicks is left out. */
  readonly validation: boolean;
  readonly freshness: boolean;
  readonly chart: string | undefined;
  readonly columns: ColumnNames | undefined;
  readonly json: boolean;
}

export type ShownScenario = Exclude<Scenario, 'raw'>;
const SHOWN = SCENARIOS.filter((scenario) => scenario !== 'raw');
const PROFILES = Object.keys(deployments) as DeploymentName[];
const WAYS = ['memory', 'pipeline'] as const;
type Way = (typeof WAYS)[number];

/** The command line; undefined where the usage was asked for. @throws FreshetError CONFIG_INVALID. */
export function parseEvaluateArguments(args: string[]): EvaluateArguments | undefined {
  const { values, positionals: files } = parse(args);
  if (values.help) return undefined;
  if (values['from-log'] !== (files.length === 0)) {
    throw invalid('evaluate takes at least one FILE, or --from-log');
  }
  for (const name of ['site', 'experiment'] as const) {
    if (values[name] !== undefined && !values['from-log'])
      throw invalid(`--${name} needs --from-log`);
  }
  const scenario = scenarioOf(values);
  const protocol = oneOf('protocol', values.protocol, PROTOCOLS);
  if (values.freshness && protocol !== 'prequential') {
    throw invalid(
      '--freshness is about what is learned meanwhile: it needs the prequential protocol',
    );
  }
  const through = oneOf('through', values.through, WAYS);
  const addresses = addressesOf(values['ingest-url'], values['api-url']);
  const models = modelsOf(values.models);
  if (through === 'pipeline') {
    const { freshness, weights } = values;
    if (
      protocol === 'static' ||
      freshness ||
      scenario !== undefined ||
      weights !== undefined ||
      !models.includes('freshet')
    ) {
      throw invalid('--through pipeline asks freshet, prequentially, with all that it learns');
    }
  } else if (addresses !== undefined) throw invalid('--ingest-url and --api-url need a pipeline');
  const top = wholeNumber('top', values.top, { min: 1, usage }) ?? 20;
  if (top > TOP_MAX) throw invalid(`--top must be at most ${TOP_MAX}, got ${top}`);
  return {
    files,
    site: values.site ?? DEFAULT_SITE,
    weights: values.weights,
    rules: values.rules,
    experiment: values.experiment,
    scenario,
    profile: oneOf('profile', values.profile, PROFILES),
    protocol,
    through,
    addresses,
    models,
    top,
    atMost: wholeNumber('at-most', values['at-most'], { min: 1, usage }) ?? Infinity,
    validation: values.validation,
    freshness: values.freshness,
    chart: values.chart,
    columns: values.columns === undefined ? undefined : parseColumnNames(values.columns),
    json: values.json,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  return parseOptions(
    args,
    {
      profile: { type: 'string', default: 'shop' },
      protocol: { type: 'string', default: 'prequential' },
      through: { type: 'string', default: 'memory' },
      'ingest-url': text,
      'api-url': text,
      models: text,
      'from-log': flag,
      site: text,
      weights: text,
      rules: text,
      scenario: text,
      experiment: text,
      top: text,
      'at-most': text,
      validation: flag,
      freshness: flag,
      chart: text,
      columns: text,
      json: flag,
    },
    usage,
  );
}

function addressesOf(
  ingestUrl: string | undefined,
  apiUrl: string | undefined,
): Addresses | undefined {
  if (ingestUrl === undefined && apiUrl === undefined) return undefined;
  if (!URL.canParse(ingestUrl ?? '') || !URL.canParse(apiUrl ?? '')) {
    throw invalid(`--ingest-url and --api-url must both be URLs, got "${ingestUrl}", "${apiUrl}"`);
  }
  return { ingestUrl: ingestUrl!, apiUrl: apiUrl! };
}

function scenarioOf(values: ReturnType<typeof parse>['values']): ShownScenario | undefined {
  const { rules, scenario = rules === undefined ? undefined : 'home' } = values;
  if (scenario === undefined) return undefined;
  if (!values['from-log']) throw invalid('--rules and --scenario need --from-log');
  return oneOf('scenario', scenario, SHOWN);
}

function modelsOf(list: string | undefined): readonly ModelName[] {
  if (list === undefined) return MODELS;
  return [...new Set(list.split(','))].map((name) => oneOf('models', name, MODELS));
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((name) => name === value);
  if (choice === undefined) {
    throw invalid(`--${option} must be ${choices.join(' or ')}, got "${value}"`);
  }
  return choice;
}

const invalid = (what: string) => invalidArguments(what, usage);
