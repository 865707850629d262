import type { ApiDependencies } from '../api-dependencies.ts';
import { adminEndpoints } from './admin-endpoints.ts';
import { makeCodecTokenEndpoint } from './codec/make-codec-token.ts';
import { deskEndpoints } from './desk-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { healthEndpoints } from './health/health-endpoints.ts';
import { helpFormEndpoints } from './help-form/help-form-endpoints.ts';
import { selfCheckEndpoints } from './self-checks/self-check-endpoints.ts';
import { sessionEndpoints } from './session/session-endpoints.ts';

/** Every endpoint of the API. */
export function allEndpoints(dependencies: ApiDependencies): Endpoint[] {
  return [
    ...healthEndpoints(dependencies),
    ...selfCheckEndpoints(dependencies),
    ...sessionEndpoints(dependencies),
    ...deskEndpoints(dependencies),
    ...adminEndpoints(dependencies),
    ...helpFormEndpoints(dependencies),
    makeCodecTokenEndpoint(dependencies),
  ];
}
