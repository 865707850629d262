import { problemCodes } from '#domain/contracts/problem';
import { expect, test } from 'vitest';
import { z } from 'zod';
import pg from 'pg';
import { createActorReaders } from '../auth/read-actor.ts';
import { createSessionCookie } from '../auth/session-cookie.ts';
import { endpoint } from './endpoint.ts';
import { buildOpenApi } from './openapi.ts';

const note = z.strictObject({ id: z.uuid(), text: z.string() }).meta({ id: 'Note' });

const endpoints = [
  endpoint({
    method: 'put',
    path: '/notes/:noteId',
    summary: 'Write a note',
    params: z.strictObject({ noteId: z.uuid() }),
    query: z.strictObject({ loud: z.stringbool().default(false) }),
    headers: z.strictObject({ 'if-loud': z.string().optional() }),
    body: z.strictObject({ text: z.string(), pinned: z.boolean().default(false) }),
    reply: note,
    problems: ['not_found'],
    handle: ({ params, body }) => ({ id: params.noteId, text: body.text }),
  }),
  endpoint({
    method: 'get',
    path: '/notes',
    summary: 'All notes',
    reply: z.array(note),
    otherStatuses: [503],
    handle: () => [],
  }),
  endpoint({
    method: 'delete',
    path: '/notes/:noteId',
    summary: 'Drop it',
    params: z.strictObject({ noteId: z.uuid() }),
    handle: () => undefined,
  }),
  endpoint({ method: 'get', path: '/alive', isCounted: false, summary: 'A probe', handle: () => undefined }),
];
const document = buildOpenApi(endpoints, '1.2.3');
const write = document.paths['/notes/{noteId}']?.['put'];

test('an operation is described by what it was built from', () => {
  expect(write).toMatchObject({
    operationId: 'putNotesByNoteId',
    tags: ['notes'],
    parameters: [
      { name: 'noteId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { name: 'loud', in: 'query', required: false },
      { name: 'If-Loud', in: 'header', required: false, schema: { type: 'string' } },
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { required: ['text'], additionalProperties: false } } },
    },
  });
});

test('named schemas are components, wherever they are used', () => {
  const $ref = '#/components/schemas/Note';
  expect(document.paths['/notes']?.['get']).toMatchObject({
    responses: { 200: { content: { 'application/json': { schema: { type: 'array', items: { $ref } } } } } },
  });
  expect(write).toMatchObject({ responses: { 200: { content: { 'application/json': { schema: { $ref } } } } } });
  expect(document.components.schemas['Note']).toMatchObject({ type: 'object', required: ['id', 'text'] });
});

test('each status an endpoint may answer with is there, problems and replies under one status together', () => {
  const statuses = (operation: unknown) => Object.keys((operation as { responses: object }).responses);
  expect(statuses(write)).toEqual(['200', '400', '403', '404', '413', '415', '429', '500', '503']);
  expect(statuses(document.paths['/notes/{noteId}']?.['delete'])).toEqual(['204', '400', '403', '429', '500', '503']);
  // Probes are not counted, and who only asks is asked nothing about where they come from.
  expect(statuses(document.paths['/alive']?.['get'])).toEqual(['204', '400', '500', '503']);
  const both = (document.paths['/notes']?.['get'] as { responses: Record<string, { content: object }> }).responses[
    '503'
  ];
  expect(Object.keys(both?.content ?? {})).toEqual(['application/json', 'application/problem+json']);
});

test('every problem code is documented by its reference', () => {
  for (const code of Object.keys(problemCodes)) expect(document.info['description']).toContain(`/problems/${code}`);
});

test('no reference leads nowhere and no operation id is given twice', () => {
  const text = JSON.stringify(document);
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name);
  }
  expect(text).not.toContain('$defs');
  const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an endpoint for signed-in callers names its scheme and what it says to others', () => {
  const mine = endpoint({
    ...{ method: 'get', path: '/mine', summary: 'Mine', reply: note },
    readActor: () => Promise.resolve({ kind: 'engine' as const }),
    handle: () => ({ id: '', text: '' }),
  });
  const cookie = createSessionCookie(['http://localhost:5173']);
  const { readSession } = createActorReaders({ client: new pg.Pool(), cookie, testSecret: null });
  const account = endpoint({
    ...{ method: 'get', path: '/account', summary: 'Account', readActor: readSession, handle: () => undefined },
  });
  const change = endpoint({
    ...{ method: 'put', path: '/account', summary: 'Change', readActor: readSession, handle: () => undefined },
  });
  const printed = buildOpenApi([...endpoints, mine, account, change], '1');
  expect(printed.paths['/account']?.['put']).toMatchObject({ security: [{ session: [], csrf: [] }] });
  // No token of a program changes the account of its owner.
  expect(printed.paths['/account']?.['get']).toMatchObject({ security: [{ session: [] }] });
  const security = [{ session: [] }, { bearer: [] }];
  expect(printed.paths['/mine']?.['get']).toMatchObject({ security, responses: { 401: {}, 403: {} } });
  expect(Object.keys(printed.components.securitySchemes ?? {})).toEqual(['session', 'csrf', 'bearer']);
  expect(printed.paths['/notes']?.['get']).not.toHaveProperty('security');
  expect(document.components).not.toHaveProperty('securitySchemes');
});

test('two schemas of one name are a mistake found at boot', () => {
  const other = endpoint({
    method: 'get',
    path: '/other',
    summary: 'Other',
    reply: z.strictObject({ else: z.string() }).meta({ id: 'Note' }),
    handle: () => ({ else: '' }),
  });
  expect(() => buildOpenApi([...endpoints, other], '1')).toThrow(/Note/);
});
