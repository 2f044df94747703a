import { FreshetError } from '@freshet/runtime';

/** Why brokers that answer cannot be used, and what mends it; undefined for any other failure. */
export function refusalOf(brokers: readonly string[], error: unknown): FreshetError | undefined {
  for (const one of chainOf(error)) {
    const text = textOf(one);
    if (text === undefined) continue;
    return new FreshetError('LOG_REFUSED', `Kafka at ${brokers.join(', ')} ${text}.`, {
      cause: error,
      brokers,
    });
  }
  return undefined;
}

function textOf(error: Error & { readonly type?: unknown }): string | undefined {
  const { name, message, type } = error;
  if (
    name.startsWith('KafkaJSSASLAuthenticationError') ||
    ['SASL_AUTHENTICATION_FAILED', 'UNSUPPORTED_SASL_MECHANISM'].includes(String(type))
  ) {
    return 'refuses these credentials; check KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM';
  }
  if (/certificate|altnames|wrong version number|ssl3_|tlsv1/i.test(message)) {
    return `and this process do not agree on TLS (${message}); check KAFKA_TLS, KAFKA_CA_FILE, KAFKA_CERT_FILE and KAFKA_KEY_FILE`;
  }
  if (typeof type === 'string' && type.endsWith('_AUTHORIZATION_FAILED')) {
    return `does not let this user do what a service needs (${type}: ${message}); docs/access.md says what to grant`;
  }
  return undefined;
}

/** kafkajs wraps what happened, and collects what happened to several topics. */
function* chainOf(error: unknown): Generator<Error> {
  for (
    let e = error;
    e instanceof Error;
    e = (e as { originalError?: unknown }).originalError ?? e.cause
  ) {
    yield e;
    if ('errors' in e && Array.isArray(e.errors)) for (const one of e.errors) yield* chainOf(one);
  }
}
