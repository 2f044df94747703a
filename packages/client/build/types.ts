import openapiTypescript, { astToString } from 'openapi-typescript';
import { type Document, ofShops } from './calls-of-shops.ts';

const head =
  '// Made of the document of `freshet start`: vitest run --project e2e test/e2e/client.test.ts -u\n\n';

/** The types of the calls of an OpenAPI document that a shop makes, as `src/generated/api.ts` has them. */
export async function typesOf(document: Document): Promise<string> {
  const made = await openapiTypescript(JSON.stringify(ofShops(document)), {
    emptyObjectsUnknown: true,
    // What has a default may be left out.
    defaultNonNullable: false,
  });
  return head + astToString(made);
}
