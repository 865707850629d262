import type { AuditAct } from '#domain/audit/acts';

type KeyOf<Code extends string> = Code extends `${infer Kind}.${infer Verb}` ? `${Kind}_${Verb}` : Code;
/** What an act is called in the catalogue, where dots part levels. */
export type AuditActKey = KeyOf<AuditAct>;

/** See `AuditActKey`. */
export const actKey = (act: AuditAct) => act.replace('.', '_') as AuditActKey;
