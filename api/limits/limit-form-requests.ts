import type { Limiter, TakenTry } from './limiter.ts';

/** Who sends the public form. */
export interface FormSender {
  /** Their part of the network, see `addressGroup`. */
  readonly from: string;
  /** As they typed it, in lower case. */
  readonly email: string;
}

/**
 * Count a request by the public form: by where it comes from, and by the address it names, which gets a mail for each.
 *
 * @throws {Problem} `too_many_requests`; nothing is counted then
 */
export async function takeFormRequest(
  limiter: Limiter,
  { from, email }: FormSender,
): Promise<Pick<TakenTry, 'giveBack'>> {
  const ofAddress = await limiter.take('formRequestsFromAddress', from);
  const ofEmail = await limiter.take('formRequestsForEmail', mailboxOf(email)).catch(async (refused: unknown) => {
    await ofAddress.giveBack();
    throw refused;
  });
  return {
    async giveBack() {
      await Promise.all([ofAddress.giveBack(), ofEmail.giveBack()]);
    },
  };
}

/** What stands after a `+` is no other mailbox with most providers, nor is one with other dots with the largest. */
function mailboxOf(email: string): string {
  const [name = '', host = ''] = email.replace(/\+[^@]*@/, '@').split('@');
  const isDotless = host === 'gmail.com' || host === 'googlemail.com';
  return isDotless ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${host}`;
}
