import type { StaffView } from '#domain/contracts/staff';

/** Whether an absence holds at an instant (ms); now unless told. */
export function isAwayNow(absence: StaffView['absence'], now = Date.now()): boolean {
  if (absence === null || Date.parse(absence.from) > now) return false;
  return absence.until === null || now < Date.parse(absence.until);
}
