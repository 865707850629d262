import { randomUUID } from 'node:crypto';
import { problemBody, problemCodes } from '#domain/contracts/problem';
import { csrfTokenOf } from '#process/csrf-token';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { openCookieClient } from '#testkit/cookie-client';
import { insertAccount } from '#testkit/factories/account';
import { startProduct, type RunningProduct } from '#testkit/running-product';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: { readonly type?: string; readonly format?: string };
}
/** What can be asked for, as the API itself describes it. */
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly takesJson: boolean;
}
interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
}

/** Every endpoint of a running API, asked for what makes no sense, by an admin who may do all. */
describe('an API that strangers talk to', () => {
  let product: RunningProduct;
  let operations: Operation[];
  let cookie: string;

  beforeAll(async () => {
    product = await startProduct();
    const pool = new pg.Pool({ connectionString: product.database.url, max: 1 });
    atEndOfFile('pool', () => pool.end());
    const { email, password } = await insertAccount(pool, { role: 'admin' });
    const client = openCookieClient({ api: product.apiUrl });
    expect((await client.call('POST /session', { email, password })).status).toBe(201);
    cookie = client.cookie();
    const { paths } = (await (await fetch(`${product.apiUrl}/api/openapi.json`)).json()) as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
    };
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
        ...{ method: method.toUpperCase(), path, parameters },
        takesJson: requestBody?.content['application/json'] !== undefined,
      })),
    );
  });

  afterAll(async () => {
    expect((await fetch(`${product.apiUrl}/api/ready`)).status).toBe(200);
    expect(product.api.output()).not.toMatch(/"level":"(?:error|fatal)"/);
  });

  /** An id that could be one, of nothing. */
  const unknown = ({ schema }: Parameter) => {
    if (schema.type === 'integer') return '2000000000';
    return schema.format === 'uuid' ? randomUUID() : 'nobody_made_this';
  };
  const withIds = ({ path, parameters }: Operation, idOf: (parameter: Parameter) => string) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => idOf(parameters.find((one) => one.name === name)!));

  async function ask({ method }: Operation, path: string, body?: string): Promise<string> {
    const answer = await fetch(`${product.apiUrl}/api${path}`, {
      method,
      headers: {
        ...{ cookie, origin: product.apiUrl, 'x-csrf-token': csrfTokenOf(cookie.split('=')[1] ?? '') },
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    });
    const said = problemBody.safeParse(
      await answer
        .clone()
        .json()
        .catch(() => null),
    );
    const is = said.success && problemCodes[said.data.code].status === answer.status;
    return `${String(answer.status)} ${is ? said.data.code : `no problem: ${(await answer.text()).slice(0, 200)}`}`;
  }
  /** What was answered otherwise than with one of these. */
  async function othersThan(
    expected: readonly string[],
    asked: readonly (readonly [Operation, string, string?])[],
  ): Promise<string[]> {
    const others: string[] = [];
    for (const [operation, path, body] of asked) {
      const answer = await ask(operation, path, body);
      if (!expected.includes(answer))
        others.push(`${operation.method} ${path} ${(body ?? '').slice(0, 40)}: ${answer}`);
    }
    return others;
  }

  test('says of itself what there is to ask', () => {
    expect(operations.filter(({ takesJson }) => takesJson).length).toBeGreaterThan(10);
    expect(operations.filter(({ path }) => path.includes('{')).length).toBeGreaterThan(10);
  });

  test.each([
    ['that is cut off', '{"subject":', ['400 malformed_request']],
    ['of another type', '7', ['400 invalid_request']],
    ['that is a list', '[]', ['400 invalid_request']],
    ['with fields nobody asked for', '{"colour":"red"}', ['400 invalid_request']],
    ['of 20 MB', `"${'x'.repeat(20 * 1024 * 1024)}"`, ['413 body_too_large']],
  ])('refuses a body %s, wherever it takes one', async (_, body, expected) => {
    const asked = operations
      .filter(({ takesJson }) => takesJson)
      .map((one) => [one, withIds(one, unknown), body] as const);
    expect(await othersThan([...expected, '429 too_many_requests'], asked)).toEqual([]);
  });

  test('refuses a field of every wrong type', async () => {
    const asked = operations
      .filter(({ takesJson }) => takesJson)
      .flatMap((one) =>
        [null, true, -1, 1e300, {}, [[]], '\u202e'].map((value) => {
          const body = Object.fromEntries(
            ['subject', 'body', 'status', 'priority', 'email', 'password', 'act', 'revision'].map((name) => [
              name,
              value,
            ]),
          );
          return [one, withIds(one, unknown), JSON.stringify(body)] as const;
        }),
      );
    expect(await othersThan(['400 invalid_request', '429 too_many_requests'], asked)).toEqual([]);
  });

  test('knows nothing of ids that were never given', async () => {
    // The public form's files are asked for with a token of the form, and nothing is said of them without one.
    const needsHeader = ({ parameters }: Operation) => parameters.some((one) => one.in === 'header' && one.required);
    const withPath = operations.filter((one) => one.path.includes('{') && !one.takesJson && !needsHeader(one));
    const asked = withPath.map((one) => [one, withIds(one, unknown)] as const);
    expect(await othersThan(['404 not_found'], asked)).toEqual([]);
  });

  test.each(['1e400', '-1', '%00', '..%2F..%2Fetc', "'; DROP TABLE ticket; --", 'a'.repeat(4000)])(
    'takes no id %s',
    async (id) => {
      const asked = operations
        .filter(({ path }) => path.includes('{'))
        .map((one) => [one, withIds(one, () => encodeURI(id)), ...(one.takesJson ? ['{}'] : [])] as const);
      expect(
        await othersThan(
          ['400 invalid_request', '400 malformed_request', '404 not_found'],
          asked as (readonly [Operation, string, string?])[],
        ),
      ).toEqual([]);
    },
  );
});
