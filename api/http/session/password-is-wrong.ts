import { Problem } from '#domain/contracts/problem';

/**
 * Tell whoever is signed in that a password is wrong: it is a field among others, not a reason to sign in again.
 *
 * @param pointer of the field
 */
export const passwordIsWrong =
  (pointer: string) =>
  (error: unknown): never => {
    if (!(error instanceof Problem) || error.code !== 'wrong_credentials') throw error;
    const message = 'is not your password';
    throw new Problem('invalid_request', { errors: [{ in: 'body', pointer, code: 'password_wrong', message }] });
  };
