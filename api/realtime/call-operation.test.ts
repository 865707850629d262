import type { Actor } from '#domain/permissions/actor';
import { expect, test } from 'vitest';
import { endpoint } from '../http/endpoint.ts';
import { operationsOf } from './call-operation.ts';

const readActor = (): Promise<Actor> => Promise.resolve({ kind: 'staff', id: 'me', role: 'admin', teamIds: [] });

test('what is done to the session is not for sockets', () => {
  const at = (path: string) => endpoint({ method: 'put', path, summary: path, readActor, handle: () => undefined });
  const operations = operationsOf(['/session/password', '/session', '/sessions'].map(at));
  expect([...operations.values()].map(({ path }) => path)).toEqual(['/sessions']);
});
