import { createSecretBox } from '#process/secret-box';
import type { ApiDependencies } from '../api-dependencies.ts';
import type { AdminDoor } from './admin-door.ts';
import { auditEndpoints } from './audit/audit-endpoints.ts';
import { calendarEndpoints } from './calendars/calendar-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { fieldEndpoints } from './fields/field-endpoints.ts';
import { peopleEndpoints } from './people/people-endpoints.ts';
import { roleEndpoints } from './roles/role-endpoints.ts';
import { programEndpoints } from './programs/program-endpoints.ts';
import { setUpEndpoints } from './set-up/set-up-endpoints.ts';
import { providerEndpoints } from './sso/provider-endpoints.ts';
import { staffEndpoints } from './staff/staff-endpoints.ts';
import { teamEndpoints } from './teams/team-endpoints.ts';

/**
 * What is administered, and people: over HTTP alone, where it is known which address somebody comes from. A noun adds one line
 * here.
 */
export function adminEndpoints({ config, store, delivery, readers, endSocketsOf, oidc }: ApiDependencies): Endpoint[] {
  const door: AdminDoor = {
    pool: store.pool,
    deliverSoon: (rows) => delivery.deliverSoon(rows),
    readActor: readers.readActor,
  };
  const [uiOrigin] = config.frontendOrigins;
  return [
    ...peopleEndpoints(door),
    ...roleEndpoints({ ...door, endSocketsOf }),
    ...setUpEndpoints(door),
    ...teamEndpoints(door),
    ...calendarEndpoints(door),
    ...fieldEndpoints(door),
    ...staffEndpoints({ ...door, uiOrigin, endSocketsOf }),
    ...programEndpoints(door),
    ...providerEndpoints({ ...door, uiOrigin, oidc, box: createSecretBox(...config.encryptionKeys) }),
    ...auditEndpoints(door),
  ];
}
