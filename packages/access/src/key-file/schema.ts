import { SITE_PATTERN } from '@freshet/events';
import { ANY_SITE } from '../keys/key-record.ts';
import { keyIdPattern } from '../keys/key-text.ts';
import { LIMIT_MAX, limitNames } from '../limits/key-limits.ts';
import { publishableScopes, scopeNames } from '../keys/scope.ts';
import { KEYS_MAX, LABEL_MAX, ORIGINS_MAX } from './bounds.ts';

/** Of the file's format; a file of another one is left alone. */
export const VERSION = 1;

const site = { type: 'string', pattern: SITE_PATTERN };
const moment = { type: 'string', format: 'moment' };
type Schemas = Readonly<Record<string, object>>;

const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const scopesOf = (names: readonly string[]) => ({
  type: 'array',
  uniqueItems: true,
  minItems: 1,
  items: { enum: names },
});

const object = (properties: Schemas, optional: Schemas = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
});

const limit = { type: 'integer', minimum: 1, maximum: LIMIT_MAX };
/** Files from before there were limits have none. */
const perhaps = {
  limits: object({}, Object.fromEntries(limitNames.map((name) => [name, limit]))),
};

const everyKey = {
  id: { type: 'string', pattern: keyIdPattern },
  hash: { type: 'string', pattern: '^[0-9A-Za-z_-]{43}$' },
  label: { type: 'string', maxLength: LABEL_MAX },
  createdAt: moment,
  expiresAt: orNull(moment),
  revokedAt: orNull(moment),
};

/** What a page shows to everybody is of one site, and can do no more than its visitors. */
const publishable = object(
  {
    ...everyKey,
    kind: { const: 'publishable' },
    site,
    scopes: scopesOf(publishableScopes),
    origins: {
      type: 'array',
      maxItems: ORIGINS_MAX,
      items: { type: 'string', format: 'origin' },
    },
  },
  perhaps,
);

const secret = object(
  {
    ...everyKey,
    kind: { const: 'secret' },
    site: { anyOf: [site, { const: ANY_SITE }] },
    scopes: scopesOf(scopeNames),
    origins: { type: 'array', maxItems: 0 },
  },
  perhaps,
);

/** JSON Schema of a key file. */
export const keySetSchema = object({
  version: { const: VERSION },
  keys: {
    type: 'array',
    maxItems: KEYS_MAX,
    items: {
      type: 'object',
      required: ['kind'],
      discriminator: { propertyName: 'kind' },
      oneOf: [publishable, secret],
    },
  },
  identities: {
    type: 'array',
    maxItems: KEYS_MAX,
    items: object({ site, secret: { type: 'string', pattern: '^[0-9A-Za-z_-]{43}$' } }),
  },
});
