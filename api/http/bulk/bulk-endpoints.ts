import { startBulkJob } from '#commands/bulk/start-bulk-job';
import { steerBulkJob } from '#commands/bulk/steer-bulk-job';
import {
  bulkJobList,
  bulkJobView,
  bulkPreview,
  bulkReport,
  bulkReportQuery,
  bulkRequest,
  bulkSteering,
} from '#domain/contracts/bulk-job';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { ticketFilterQuery } from '#domain/contracts/ticket-list';
import { presentBulkJob } from '#queries/present-bulk-job';
import { listBulkJobs, previewBulkJob, readBulkJob, readBulkReport } from '#queries/read-bulk-jobs';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { contextOf, repeatable, type TicketDoor } from '../tickets/ticket-door.ts';

const ofJob = z.strictObject({ jobId: anyCaseUuid });

/** The same to many tickets, with progress. */
export const bulkEndpoints = ({ pool, deliverSoon, readActor }: TicketDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/bulk-jobs',
    summary: 'One’s own bulk jobs',
    readActor,
    reply: bulkJobList,
    problems: ['forbidden'],
    handle: async (_, { actor }) => ({ jobs: await listBulkJobs(pool, actor) }),
  }),
  endpoint({
    method: 'post',
    path: '/bulk-jobs',
    summary: 'Do the same to many tickets',
    description:
      'To those named, or to all that fit a filter now, of those the caller may see: at most 10,000. Each is done as the caller, whose rights are asked for again before each.',
    readActor,
    headers: repeatable,
    body: bulkRequest,
    reply: bulkJobView,
    status: 202,
    problems: ['forbidden', 'not_possible', 'idempotency_key_reused'],
    handle: async ({ headers, body }, { actor }) =>
      presentBulkJob(await startBulkJob(contextOf({ pool, deliverSoon }, actor, headers), body)),
  }),
  endpoint({
    method: 'get',
    path: '/bulk-jobs/preview',
    summary: 'How many tickets a bulk job would change if it began now',
    description: 'Of those that fit the filter, and that the caller may see. Counted up to 10,000.',
    readActor,
    query: ticketFilterQuery,
    reply: bulkPreview,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => previewBulkJob(pool, actor, query),
  }),
  endpoint({
    method: 'get',
    path: '/bulk-jobs/:jobId',
    summary: 'How far a bulk job is',
    readActor,
    params: ofJob,
    reply: bulkJobView,
    problems: ['forbidden', 'not_found'],
    handle: ({ params: { jobId } }, { actor }) => readBulkJob(pool, actor, jobId),
  }),
  endpoint({
    method: 'get',
    path: '/bulk-jobs/:jobId/report',
    summary: 'What became of each ticket of a bulk job',
    readActor,
    params: ofJob,
    query: bulkReportQuery,
    reply: bulkReport,
    problems: ['forbidden', 'not_found', 'invalid_request'],
    handle: ({ params: { jobId }, query }, { actor }) => readBulkReport(pool, actor, { jobId, ...query }),
  }),
  endpoint({
    method: 'post',
    path: '/bulk-jobs/:jobId/steering',
    summary: 'Pause a bulk job, have it go on, or end it',
    readActor,
    params: ofJob,
    body: bulkSteering,
    reply: bulkJobView,
    problems: ['forbidden', 'not_found', 'not_possible'],
    handle: async ({ params: { jobId }, body }, { actor }) =>
      presentBulkJob(await steerBulkJob({ pool, deliverSoon, actor }, { jobId, steering: body.do })),
  }),
];
