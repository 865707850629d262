import { askByForm } from '#commands/tickets/ask-by-form';
import { helpReceipt, helpRequest, type HelpReceipt } from '#domain/contracts/help-form';
import { addressGroup } from '#process/address-group';
import type { Logger } from '#process/logger';
import { newestNumber } from '#store/tickets/newest-number';
import { takeFormRequest } from '../../limits/limit-form-requests.ts';
import { endpoint } from '../endpoint.ts';
import { repeatable } from '../tickets/ticket-door.ts';
import { requireTimeToRead } from './form-tokens.ts';
import type { HelpFormDoor } from './help-form-door.ts';

/** Bytes: room for every character that may be written, also where JSON spells it out. */
const LARGEST_REQUEST = 256 * 1024;

/** POST /help-form/requests */
export const askForHelpEndpoint = (door: HelpFormDoor) =>
  endpoint({
    method: 'post',
    path: '/help-form/requests',
    summary: 'Ask for help by the public form',
    description:
      'For everybody. Opens a ticket of whoever has that e-mail address, under the name they have, or of somebody new; a mail ' +
      'to the address confirms it. What is wrong with the token is said at `/token`: `too_soon` (with `Retry-After`), ' +
      '`expired` or `unknown`; open another form then. At most 10 requests in 15 minutes from one address of the network ' +
      '(IPv6: from one /64), and 5 in an hour for one e-mail address.',
    headers: repeatable,
    body: helpRequest,
    bodyLimit: LARGEST_REQUEST,
    reply: helpReceipt,
    status: 201,
    problems: ['unknown_reference', 'idempotency_key_reused'],
    async handle({ headers, body: { token, homepage, ...written } }, { caller, logger }) {
      if (homepage !== '') return pretend(door, logger);
      const form = await door.tokens.read(token, { in: 'body', pointer: '/token' });
      requireTimeToRead(form);
      const tries = await takeFormRequest(door.limiter, { from: addressGroup(caller.address), email: written.email });
      const context = { pool: door.pool, deliverSoon: door.deliverSoon, idempotencyKey: headers['idempotency-key'] };
      try {
        const { number } = await askByForm(context, { ...written, formId: form.formId });
        door.count('taken');
        return { number };
      } catch (error) {
        await tries.giveBack();
        throw error;
      }
    },
  });

/** Whoever filled in what people do not see is a machine, and is to believe that it has done its work. */
async function pretend({ pool, count }: HelpFormDoor, logger: Logger): Promise<HelpReceipt> {
  count('trapped');
  logger.warn('a machine filled in the public form: no ticket was opened');
  return { number: (await newestNumber(pool)) + 1 };
}
