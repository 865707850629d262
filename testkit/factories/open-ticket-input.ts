import type { OpenTicketInput } from '#commands/tickets/open-ticket';

/** What somebody opens a ticket with; only what a test is about need be said. */
export function buildOpenTicketInput(requesterId: string, overrides: Partial<OpenTicketInput> = {}): OpenTicketInput {
  return {
    subject: 'The printer is on fire',
    body: 'It really is.',
    via: 'web',
    requesterId,
    priority: 'normal',
    teamId: null,
    assigneeId: null,
    tags: [],
    ...overrides,
  };
}
