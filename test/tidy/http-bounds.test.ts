import { expect, it } from 'vitest';
import {
  BODY_BYTES_MAX,
  BODY_DEPTH_MAX,
  HEADER_BYTES_MAX,
  HEADERS_MAX,
  OBJECT_KEYS_MAX,
  PATH_PART_MAX,
  serverBounds,
} from '../../packages/runtime/src/http/bounds.ts';
import { sourceFiles, textOf } from '../support/repository.ts';

const SERVER = 'packages/runtime/src/http/server.ts';

it('nobody makes a server but createHttpServer, which has the bounds', () => {
  const makers = sourceFiles()
    .filter(({ path, isTest }) => !isTest && path !== SERVER)
    // A shop of the examples is not ours.
    .filter(({ path }) => !path.includes('/examples/'))
    .filter(({ text }) => /\bFastify\(|from 'node:http2?'[^]*\bcreate\w*Server\(/.test(text));
  expect(makers.map(({ path }) => path)).toEqual([]);
});

const whole = (value: number) => value.toLocaleString('en-US');
const seconds = (ms: number) => `${whole(ms / 1000)} s`;
const kilobytes = (bytes: number) => `${bytes / 1024} KB`;

it.each([
  ['request line and headers', kilobytes(HEADER_BYTES_MAX), '431 `HEADERS_TOO_LARGE`'],
  ['headers', whole(HEADERS_MAX), '431 `HEADERS_TOO_MANY`'],
  ['a part of the path, decoded', `${whole(PATH_PART_MAX)} characters`, '400 `TARGET_INVALID`'],
  ['a body, as sent and decompressed', kilobytes(BODY_BYTES_MAX), '413 `BODY_TOO_LARGE`'],
  ['levels of JSON', whole(BODY_DEPTH_MAX), '400 `BODY_TOO_DEEP`'],
  ['keys of one JSON object', whole(OBJECT_KEYS_MAX), '400 `BODY_KEYS_TOO_MANY`'],
  ['time for the headers', seconds(serverBounds.headersTimeoutMs), '408 `REQUEST_TIMEOUT`'],
  ['time for the request', seconds(serverBounds.requestTimeoutMs), '408 `REQUEST_TIMEOUT`'],
  ['a client that does not read', seconds(serverBounds.standstillMs), 'hung up on'],
  ['connections of one process', whole(serverBounds.connectionsMax), 'closed as they come'],
])('docs/http.md says the bound of %s', (what, bound, past) => {
  expect(textOf('docs/http.md')).toContain(`| ${what} | ${bound} | ${past} |`);
});
