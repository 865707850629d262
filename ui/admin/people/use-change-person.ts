import { staffView, type ChangeStaffRequest, type StaffView } from '#domain/contracts/staff';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { afterAdminAct } from '../data/use-admin.ts';

/** Change something of a colleague, as the endpoint takes it. @param done once it is changed */
export const useChangePerson = (
  person: Pick<StaffView, 'id'>,
  said: string,
  done: (saved: StaffView) => void = () => undefined,
) =>
  useFormAct({
    act: (body: ChangeStaffRequest) =>
      callApi({ method: 'PATCH', path: `/staff/${person.id}`, body, reply: staffView }),
    ...{ said, refresh: afterAdminAct, done },
  });
