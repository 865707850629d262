import { z } from 'zod';
import { MOST_NODES } from '../flow/check-flow.ts';
import { LONGEST_SUBJECT, MOST_TAGS, PRIORITIES, STATUSES } from '../tickets/words.ts';
import { MOST_ATTACHMENTS } from './attachment.ts';
import { writtenFields } from './custom-field.ts';
import { anyCaseUuid, tag } from './identifiers.ts';

/** One line, as a mail's subject is. */
const subject = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_SUBJECT)
  .regex(/^\P{Cc}*$/u, 'has control characters');
const text = z.string().max(200_000).regex(/\S/, 'is empty');
/** Tags as somebody names them. */
export const tagList = z.array(tag).max(MOST_TAGS);
/** The revision the caller saw; without it they do not care who changed the same field meanwhile. */
const revision = z.int32().positive().optional();

/** Files that the caller uploaded for this message; each goes with one message. */
const attachmentIds = z
  .array(anyCaseUuid)
  .max(MOST_ATTACHMENTS)
  .refine((ids) => new Set(ids).size === ids.length, 'names a file twice')
  .default([]);

/** How a ticket that is entered here reached the desk. */
const enteredVia = z.enum(['phone', 'walk_in', 'web', 'api']);

/** A new ticket. Customers name neither requester, team, assignee, tags nor priority. */
export const openTicketRequest = z
  .strictObject({
    subject,
    body: text,
    via: enteredVia.default('api'),
    /** Who asks for help; a customer by default themselves. */
    requesterId: anyCaseUuid.optional(),
    priority: z.enum(PRIORITIES).default('normal'),
    teamId: anyCaseUuid.nullable().default(null),
    assigneeId: anyCaseUuid.nullable().default(null),
    tags: tagList.default([]),
    /** Custom fields; customers name none. */
    fields: writtenFields.default({}),
    attachmentIds,
  })
  .meta({ id: 'OpenTicket' });

/** A reply is held no longer. */
const LONGEST_UNDO_SECONDS = 120;

/** Something written on a ticket. */
export const addMessageRequest = z
  .strictObject({
    body: text,
    /** A reply that the requester reads, or a note among colleagues. */
    public: z.boolean(),
    /** The newest public message of a person that the writer saw; without it they do not care. */
    lastMessageId: anyCaseUuid.optional(),
    via: enteredVia.default('api'),
    /** For how long a reply can be undone before it leaves by mail; seconds. */
    undoSeconds: z.int().min(0).max(LONGEST_UNDO_SECONDS).default(0),
    /** Where the ticket is to stand once the reply has left. */
    status: z.enum(STATUSES).exclude(['new']).optional(),
    attachmentIds,
  })
  .refine(({ public: isPublic, status }) => isPublic || status === undefined, {
    path: ['status'],
    message: 'goes with a reply, not with a note',
  })
  .meta({ id: 'AddMessage' });

/** Who shall work on a ticket; null: its team's pool. */
export const assignTicketRequest = z.strictObject({ assigneeId: anyCaseUuid.nullable(), revision });
/** Where a ticket shall stand. Nobody makes it `new` again. */
export const changeStatusRequest = z.strictObject({ status: z.enum(STATUSES).exclude(['new']), revision });
/** How urgent it shall be. */
export const changePriorityRequest = z.strictObject({ priority: z.enum(PRIORITIES), revision });
/** Which team shall have it. */
export const moveToTeamRequest = z.strictObject({ teamId: anyCaseUuid.nullable(), revision });
/** What it shall be called. */
export const changeSubjectRequest = z.strictObject({ subject, revision });
/** Who shall be the one who asks for help. */
export const changeRequesterRequest = z.strictObject({ requesterId: anyCaseUuid, revision });
/** What to say in custom fields. */
export const setFieldsRequest = z.strictObject({ fields: writtenFields, revision });
/** Tags to put on and to take off. */
export const changeTagsRequest = z.strictObject({ add: tagList.default([]), remove: tagList.default([]), revision });
/** The ticket in which another one goes on. */
export const mergeTicketRequest = z.strictObject({ into: anyCaseUuid });

const nodeName = z.string().min(1).max(32);
const path = { run: z.int32().positive(), path: z.string().min(1).max(256) };

/** An operator's act on the flows of a ticket; domain/tickets/fact.ts says what each does. */
export const operateTicketRequest = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('pause') }),
    z.strictObject({ act: z.literal('resume') }),
    z.strictObject({ act: z.literal('skip'), ...path }),
    z.strictObject({ act: z.literal('retry'), ...path }),
    z.strictObject({ act: z.literal('run'), flowVersionId: anyCaseUuid, entry: nodeName }),
    z.strictObject({
      act: z.literal('migrate'),
      from: anyCaseUuid,
      to: anyCaseUuid,
      /** Which node of the new version stands for one of the old; others keep their names. */
      nodes: z
        .record(nodeName, nodeName)
        .refine((nodes) => Object.keys(nodes).length <= MOST_NODES, 'names more nodes than a flow can have')
        .default({}),
    }),
  ])
  .meta({ id: 'Operation' });
