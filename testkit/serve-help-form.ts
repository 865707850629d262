import type { ApiDependencies } from '#api/api-dependencies';
import { createFormFigures } from '#api/http/help-form/form-figures';
import { helpFormEndpoints } from '#api/http/help-form/help-form-endpoints';
import { createLimiter } from '#api/limits/limiter';
import type { HelpForm, HelpReceipt } from '#domain/contracts/help-form';
import type { AttachmentView } from '#domain/contracts/attachment';
import type { ProblemBody } from '#domain/contracts/problem';
import { Registry } from 'prom-client';
import { serveTestApp } from './serve-test-app.ts';
import type { TestDesk } from './test-desk.ts';

type Answered = HelpForm & HelpReceipt & AttachmentView & Pick<ProblemBody, 'code' | 'errors' | 'detail'>;

/**
 * The endpoints of the public form over this desk, with files in this folder, until the test is over; and a way to call them
 * from somewhere. Limits count anew with each.
 */
export async function serveHelpForm(desk: TestDesk, attachmentsDir: string) {
  const registry = new Registry();
  const dependencies = {
    config: { attachmentsDir, jwtSecrets: ['a secret of tests that is long enough'] },
    store: { pool: desk.pool },
    delivery: { deliverSoon: desk.as({ kind: 'engine' }).deliverSoon },
    limiter: createLimiter(),
    countForm: createFormFigures(registry),
  } as unknown as ApiDependencies;
  const { origin, log } = await serveTestApp(helpFormEndpoints(dependencies), { trustProxy: 1 });
  const from =
    (address = '192.0.2.1') =>
    async (request: string, body?: BodyInit | object, headers: Record<string, string> = {}) => {
      const [method = '', path = ''] = request.split(' ');
      const isJson = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
      const response = await fetch(`${origin}/api/help-form${path}`, {
        method,
        headers: { 'X-Forwarded-For': address, ...(isJson && { 'Content-Type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
      });
      const text = await response.text();
      const read = (text === '' ? {} : JSON.parse(text)) as Answered;
      return { status: response.status, headers: response.headers, body: read };
    };
  return { from, log, figures: () => registry.metrics() };
}
