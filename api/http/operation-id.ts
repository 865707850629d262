import type { Endpoint } from './endpoint.ts';

/**
 * What an endpoint is called, in the OpenAPI document and over sockets: `put /tickets/:ticketId/assignee` is
 * `putTicketsByTicketIdAssignee`.
 */
export function operationIdOf({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  const words = path
    .replace(/:/g, 'by-')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
