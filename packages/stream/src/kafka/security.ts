import { FreshetError, readPem } from '@freshet/runtime';
import type { KafkaConfig, SASLOptions } from 'kafkajs';

/** How brokers are talked to, as the settings of that name say. */
export interface KafkaAccess {
  readonly KAFKA_BROKERS: string;
  readonly KAFKA_PREFIX: string;
  readonly KAFKA_TLS: boolean;
  readonly KAFKA_CA_FILE: string;
  readonly KAFKA_CERT_FILE: string;
  readonly KAFKA_KEY_FILE: string;
  readonly KAFKA_SASL_MECHANISM: '' | 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly KAFKA_USERNAME: string;
  readonly KAFKA_PASSWORD: string;
}

export type KafkaSecurity = Pick<KafkaConfig, 'ssl' | 'sasl'>;

/** Where the brokers are, and what they are shown. @throws FreshetError CONFIG_INVALID, without a password. */
export function kafkaAccess(config: KafkaAccess): {
  readonly brokers: readonly string[];
  readonly prefix: string;
  readonly security: KafkaSecurity;
} {
  const [ssl, sasl] = [sslOf(config), saslOf(config)];
  return {
    brokers: config.KAFKA_BROKERS.split(','),
    prefix: config.KAFKA_PREFIX,
    security: { ...(ssl !== undefined && { ssl }), ...(sasl !== undefined && { sasl }) },
  };
}

function sslOf(config: KafkaAccess): KafkaConfig['ssl'] {
  const { KAFKA_CA_FILE: ca, KAFKA_CERT_FILE: cert, KAFKA_KEY_FILE: key } = config;
  if (!config.KAFKA_TLS) {
    if (ca + cert + key === '') return undefined;
    throw invalid(
      'KAFKA_CA_FILE, KAFKA_CERT_FILE and KAFKA_KEY_FILE are for TLS; set KAFKA_TLS=true',
    );
  }
  if ((cert === '') !== (key === '')) {
    throw invalid('KAFKA_CERT_FILE and KAFKA_KEY_FILE belong together; set both or none');
  }
  return {
    ...(ca !== '' && { ca: [readPem('KAFKA_CA_FILE', ca)] }),
    ...(cert !== '' && { cert: readPem('KAFKA_CERT_FILE', cert) }),
    ...(key !== '' && { key: readPem('KAFKA_KEY_FILE', key) }),
  };
}

function saslOf(config: KafkaAccess): SASLOptions | undefined {
  const {
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_USERNAME: username,
    KAFKA_PASSWORD: password,
  } = config;
  if (mechanism === '') {
    if (username + password === '') return undefined;
    throw invalid('KAFKA_USERNAME and KAFKA_PASSWORD are for SASL; set KAFKA_SASL_MECHANISM');
  }
  if (username === '' || password === '') {
    throw invalid(
      'KAFKA_SASL_MECHANISM needs KAFKA_USERNAME and KAFKA_PASSWORD, or KAFKA_PASSWORD_FILE',
    );
  }
  if (mechanism === 'plain' && !config.KAFKA_TLS) {
    throw invalid(
      'KAFKA_SASL_MECHANISM=plain sends the password as it is; set KAFKA_TLS=true, or use scram-sha-512',
    );
  }
  return { mechanism, username, password };
}

const invalid = (what: string): FreshetError => new FreshetError('CONFIG_INVALID', `${what}.`);
