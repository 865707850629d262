import { directory } from '#domain/contracts/directory';
import { readDirectory } from '#queries/read-directory';
import { endpoint } from '../endpoint.ts';
import type { TicketDoor } from '../tickets/ticket-door.ts';

/** GET /directory */
export const readDirectoryEndpoint = ({ pool, readActor }: Pick<TicketDoor, 'pool' | 'readActor'>) =>
  endpoint({
    method: 'get',
    path: '/directory',
    summary: 'Everybody on the agent side and all teams, by name',
    description: 'For the agent side. Who left is there, too: tickets still name them.',
    readActor,
    reply: directory,
    problems: ['forbidden'],
    handle: (_, { actor }) => readDirectory(pool, actor),
  });
