import { expect, test } from 'vitest';
import type { ApiDependencies } from '../api-dependencies.ts';
import { allEndpoints } from './all-endpoints.ts';
import { buildOpenApi } from './openapi.ts';

test('every endpoint of the API can be described, each under an id of its own', () => {
  const dependencies = {
    config: {
      attachmentsDir: '',
      jwtSecrets: ['x'],
      encryptionKeys: ['x'],
      frontendOrigins: ['http://localhost:5173'],
    },
    readers: { readActor: () => Promise.reject(new Error('Nobody asks.')) },
    ...{
      store: {},
      temporal: {},
      delivery: {},
      realtime: {},
      health: {},
      passwords: {},
      limiter: {},
      sessionCookie: {},
    },
  } as unknown as ApiDependencies;
  const { paths } = buildOpenApi(allEndpoints(dependencies), '1');
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/tickets',
      '/tickets/counts',
      '/tickets/{ticketId}/thread',
      '/mail/outgoing',
      '/attachments',
      '/help-form/requests',
    ]),
  );
  expect(JSON.stringify(paths)).not.toContain('"content":{"application/json":{"schema":{}}');
});
