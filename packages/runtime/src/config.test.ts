import { expect, it } from 'vitest';
import { count, hostsAndPorts, port, readConfig, str } from './config.ts';
import { FreshetError } from './errors.ts';

const spec = {
  PORT: port({ default: 8080, desc: 'Port to listen on.' }),
  PARTITIONS: count({ default: 32, desc: 'Partitions.' }),
  KAFKA_BROKERS: str({ desc: 'Brokers.' }),
};

function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env, spec);
  } catch (error) {
    expect(error).toBeInstanceOf(FreshetError);
    expect((error as FreshetError).code).toBe('CONFIG_INVALID');
    return (error as FreshetError).message;
  }
  throw new Error('the settings were accepted');
}

it('takes defaults for what is unset or empty', () => {
  expect(readConfig({ KAFKA_BROKERS: 'localhost:9092', PORT: '' }, spec)).toEqual({
    PORT: 8080,
    PARTITIONS: 32,
    KAFKA_BROKERS: 'localhost:9092',
  });
});

it('reports every fault at once, each with what it got', () => {
  const text = faultsOf({ PORT: '99999', PARTITIONS: '-3' });
  expect(text).toContain('PORT: got "99999"');
  expect(text).toContain('PARTITIONS: got "-3"');
  expect(text).toContain('KAFKA_BROKERS: not set');
});

it.for(['0', '1.5', '1e3', ' 4', 'many', '9'.repeat(20)])('refuses a count of "%s"', (value) => {
  expect(faultsOf({ KAFKA_BROKERS: 'x', PARTITIONS: value })).toContain('whole number');
});

it.for(['localhost:9092', 'kafka-1:9092,10.0.0.2:9093', '[::1]:9092'])(
  'takes "%s" for brokers',
  (value) => {
    const brokers = hostsAndPorts({ desc: 'Brokers.' });
    expect(readConfig({ BROKERS: value }, { BROKERS: brokers })).toEqual({ BROKERS: value });
  },
);

it.for(['localhost', 'user:hunter2@localhost:9092', 'kafka://ada:hunter2@a:1', 'a:1,,b:2', ''])(
  'refuses "%s" for brokers, and repeats no password',
  (value) => {
    const brokers = hostsAndPorts({ desc: 'Brokers.' });
    const read = () => readConfig({ BROKERS: value }, { BROKERS: brokers });
    expect(read).toThrow(/BROKERS/);
    expect(read).not.toThrow(/hunter2/);
  },
);
