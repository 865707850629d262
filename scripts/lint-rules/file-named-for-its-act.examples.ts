import type { Examples } from './examples.ts';

const passing = (filename: string): Examples => ({ filename, passes: { [filename]: 'export {};' }, refuses: {} });
const refused = (filename: string, messageId: string): Examples => ({
  filename,
  passes: {},
  refuses: { [filename]: ['export {};', messageId] },
});

/** Names that `file-named-for-its-act` lets pass and names that it refuses. */
export const fileNamedForItsActExamples: Examples[] = [
  passing('assign-ticket.ts'),
  passing('commands/assign-ticket.integration.test.ts'),
  passing('ui/app/service-worker.ts'),
  passing('domain/announce-commonwealth-holiday.ts'),
  refused('utils.ts', 'drawer'),
  refused('domain/dateUtils.ts', 'drawer'),
  refused('commands/ticket-service.ts', 'drawer'),
  refused('store/common/rows.ts', 'drawer'),
  refused('testkit/mail.helpers.ts', 'drawer'),
  refused('ui/TicketList.tsx', 'case'),
];
