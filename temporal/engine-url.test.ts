import { expect, test } from 'vitest';
import { engineUrl } from './engine-url.ts';

test('a ticket’s page in the Temporal UI, wherever that lies', () => {
  const page = '/namespaces/default/workflows/ticket-7';
  expect(engineUrl({ ui: 'http://localhost:8233', namespace: 'default' }, '7')).toBe(`http://localhost:8233${page}`);
  expect(engineUrl({ ui: 'https://ops.example/temporal/', namespace: 'a b' }, '7')).toBe(
    'https://ops.example/temporal/namespaces/a%20b/workflows/ticket-7',
  );
});
