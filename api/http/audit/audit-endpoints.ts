import { Readable } from 'node:stream';
import { exportAuditLog } from '#commands/audit/export-audit-log';
import { auditExportQuery, auditPage, auditQuery } from '#domain/contracts/audit';
import { readAuditLog } from '#queries/read-audit-log';
import { adminContextOf, type AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { FileReply, fileReply } from '../file-endpoints.ts';

/** GET /audit, GET /audit/export */
export const auditEndpoints = (door: AdminDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/audit',
    summary: 'Who administered what, newest first',
    description: 'What happens to tickets is not among it: that is in their facts.',
    readActor: door.readActor,
    query: auditQuery,
    reply: auditPage,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => readAuditLog(door.pool, actor, query),
  }),
  endpoint({
    method: 'get',
    path: '/audit/export',
    summary: 'The audit log as CSV',
    description:
      'Newest first, at most 50,000 entries; if there are more, a last line says so, and `to` asks for those before. That it ' +
      'was exported, and with which filter, is in the log from then on.',
    readActor: door.readActor,
    query: auditExportQuery,
    reply: fileReply,
    problems: ['forbidden'],
    async handle({ query }, context) {
      const bytes = Buffer.from(`\uFEFF${await exportAuditLog(adminContextOf(door, context), query)}`);
      const file = { mediaType: 'text/csv; charset=utf-8', size: bytes.length, name: 'audit-log.csv' };
      return new FileReply(file, Readable.from([bytes]));
    },
  }),
];
