import { makeValidator, secret, str, url } from '@freshet/runtime';

/** Samplers of the OpenTelemetry specification that switch something on. */
const samplers = [
  'always_on',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_traceidratio',
] as const;
export type SamplerName = (typeof samplers)[number];

const ratio = makeValidator<number>((input) => {
  const value = Number(input);
  if (!/^\d+(\.\d+)?$/.test(input) || value > 1) throw new Error('must be a number from 0 to 1');
  return value;
});

/** How traces are made and where they go, by the names that OpenTelemetry gives these settings. */
export const traceSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: url({
    default: '',
    desc: 'URL of the OpenTelemetry collector that gets traces, by OTLP over HTTP at its path v1/traces; empty: there are none.',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: secret({
    desc: 'Headers for the collector, name=value, separated by commas; keys belong here.',
  }),
  OTEL_TRACES_SAMPLER: str<SamplerName>({
    choices: [...samplers],
    default: 'parentbased_traceidratio',
    desc: 'Which requests are traced; parentbased_: those that the header traceparent of the caller says, and so many of the others.',
  }),
  OTEL_TRACES_SAMPLER_ARG: ratio({
    default: 0.01,
    desc: 'The part of requests that traceidratio samples, 0 to 1.',
  }),
};

export interface TraceConfig {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string;
  readonly OTEL_EXPORTER_OTLP_HEADERS: string;
  readonly OTEL_TRACES_SAMPLER: SamplerName;
  readonly OTEL_TRACES_SAMPLER_ARG: number;
}
