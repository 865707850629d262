import { randomUUID } from 'node:crypto';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { signTestToken } from '#testkit/test-token';
import { jwtSecret, type Product } from './product.ts';

/** What the API answers, as far as it matters here. */
interface OpenedByApi {
  readonly ticketId: string;
  readonly seq: number;
}

/** A way to open tickets through the API as the desk's agent; resolves when the whole answer is there. */
export async function openByApi({ apiUrl, desk }: Product): Promise<() => Promise<OpenedByApi>> {
  const token = await signTestToken(jwtSecret, desk.agent);
  const { subject, body, priority, requesterId } = buildOpenTicketInput(desk.customer.id);
  const request = JSON.stringify({ subject, body, priority, requesterId });
  return async () => {
    const answer = await fetch(`${apiUrl}/tickets`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: request,
    });
    if (answer.status !== 201) throw new Error(`POST /tickets: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as OpenedByApi;
  };
}
