import openapiTypescript, { astToString } from 'openapi-typescript';

const head =
  '// Made of the document of `freshet start`: vitest run --project e2e test/e2e/client.test.ts -u\n\n';

/** The types of an OpenAPI document, as `src/generated/api.ts` has them. */
export async function typesOf(document: object): Promise<string> {
  const made = await openapiTypescript(JSON.stringify(document), {
    emptyObjectsUnknown: true,
    // What has a default may be left out.
    defaultNonNullable: false,
  });
  return head + astToString(made);
}
