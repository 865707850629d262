import { apiOrigin } from './api-origin.ts';
import { createCallApi } from './create-call-api.ts';

/** Call an endpoint, signed in as whoever the browser's cookie says. See `CallApi`. */
export const callApi = createCallApi(apiOrigin);

/** A key for an act that must not be done twice. */
export function newIdempotencyKey(): string {
  // Not randomUUID, which pages without HTTPS do not have.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
