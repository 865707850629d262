import type { ReadyMadeRole } from '#domain/permissions/role';
import type { Viewer } from '#domain/contracts/session';
import type { TFunction } from 'i18next';

/** What a role is called: those that are there from the first start in the reader's language, others as they were named. */
export function roleName({ code, name }: Viewer['role'], t: TFunction): string {
  const readyMade: Readonly<Record<ReadyMadeRole, string>> = {
    admin: t('shell.role.admin'),
    supervisor: t('shell.role.supervisor'),
    agent: t('shell.role.agent'),
    light_agent: t('shell.role.light_agent'),
  };
  return Object.hasOwn(readyMade, code) ? readyMade[code as ReadyMadeRole] : name;
}
