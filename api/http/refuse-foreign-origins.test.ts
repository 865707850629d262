import { serveTestApp } from '#testkit/serve-test-app';
import { expect, test } from 'vitest';
import { endpoint } from './endpoint.ts';

const notes = (['get', 'post', 'put', 'patch', 'delete'] as const).map((method) =>
  endpoint({ method, path: '/notes', summary: method, handle: () => undefined }),
);
const frontendOrigins: [string] = ['https://desk.example.com'];

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  '%s is refused to a foreign page, and to one that hides',
  async (method) => {
    const { origin } = await serveTestApp(notes, { frontendOrigins });
    const from = async (page: string | null) => {
      const headers = page === null ? {} : { Origin: page };
      const response = await fetch(`${origin}/api/notes`, { method, headers });
      return response.status === 403 ? ((await response.json()) as { code: string }).code : response.status;
    };
    for (const page of ['https://evil.example', 'https://desk.example.com.evil.example', 'null', 'x']) {
      expect(await from(page)).toBe('forbidden');
    }
    // The frontend, a page of our own host such as the docs, and a program.
    for (const page of ['https://desk.example.com', origin, null]) expect(await from(page)).toBe(204);
  },
);

test('whoever only asks may come from anywhere: CORS decides who reads the answer', async () => {
  const { origin } = await serveTestApp(notes, { frontendOrigins });
  const response = await fetch(`${origin}/api/notes`, { headers: { Origin: 'https://evil.example' } });
  expect([response.status, response.headers.get('Access-Control-Allow-Origin')]).toEqual([204, null]);
});
