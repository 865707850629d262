import type { ApiDependencies } from '../api-dependencies.ts';
import type { Endpoint } from './endpoint.ts';
import { makeCodecTokenEndpoint } from './codec/make-codec-token.ts';
import { healthEndpoints } from './health/health-endpoints.ts';
import { helpFormEndpoints } from './help-form/help-form-endpoints.ts';
import { selfCheckEndpoints } from './self-checks/self-check-endpoints.ts';
import { sessionEndpoints } from './session/session-endpoints.ts';
import { ticketEndpoints } from './tickets/ticket-endpoints.ts';

/** Every endpoint of the API. A noun adds one line here. */
export function allEndpoints(dependencies: ApiDependencies): Endpoint[] {
  return [
    ...healthEndpoints(dependencies),
    ...selfCheckEndpoints(dependencies),
    ...sessionEndpoints(dependencies),
    ...ticketEndpoints(dependencies),
    ...helpFormEndpoints(dependencies),
    makeCodecTokenEndpoint(dependencies),
  ];
}
