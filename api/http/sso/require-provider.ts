import { Problem } from '#domain/contracts/problem';
import type { Oidc } from '#process/oidc';
import type { Logger } from '#process/logger';

/**
 * See that an issuer answers as a provider of OpenID Connect, before anybody is sent there.
 *
 * @throws {Problem} `invalid_request`, about the field `issuer`: `https_required`, `issuer_not_answering`
 */
export async function requireProvider(oidc: Oidc, issuer: string, logger: Logger): Promise<void> {
  const refuse = (code: string, message: string) =>
    new Problem('invalid_request', { errors: [{ in: 'body', pointer: '/issuer', code, message }] });
  if (!oidc.takes(issuer)) throw refuse('https_required', 'must begin with https://');
  await oidc.discover(issuer).catch((error: unknown) => {
    logger.info({ err: error, issuer }, 'What was entered as an identity provider does not answer as one.');
    throw refuse('issuer_not_answering', 'does not answer as a provider of OpenID Connect, or not within 8 s');
  });
}
