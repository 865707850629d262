import type { Examples } from './examples.ts';

/** What `doc-on-export` lets pass and what it refuses. */
export const docOnExportExamples: Examples = {
  passes: {
    'a sentence': `/** Give a ticket to an agent. */\nexport const assignTicket = 1;`,
    'a sentence and its contract': `/**\n * Give a ticket to an agent.\n *\n * @throws {Problem} stale\n */\nexport function assignTicket(): void {}`,
    'a sentence above a list of exports': `/** Give a ticket to an agent. */\nfunction assignTicket(): void {}\nexport { assignTicket };`,
    'overloads, said once': `/** Twice a number. */\nexport function twice(n: number): number;\nexport function twice(n: string): string;\nexport function twice(n: unknown) { return n; }`,
    'the type of a schema, which the schema describes': `import { z } from 'zod';\n/** A ticket as clients see it. */\nexport const ticketView = z.strictObject({});\nexport type TicketView = z.infer<typeof ticketView>;`,
    'what is not exported': `const secret = 1;\nvoid secret;`,
    'what another file declares': `export { assignTicket } from './assign-ticket.ts';`,
  },
  refuses: {
    'a bare function': [`export function assignTicket(): void {}`, 'missing'],
    'a bare class, interface, type and constant': [
      `export class A {}\nexport interface B { b: 1 }\nexport type C = 1;\nexport const d = 1;`,
      'missing',
      'missing',
      'missing',
      'missing',
    ],
    'a comment that is not a doc comment': [`// Give a ticket to an agent.\nexport const assignTicket = 1;`, 'missing'],
    'a bare declaration in a list of exports': [`const assignTicket = 1;\nexport { assignTicket };`, 'missing'],
    'tags alone': [`/** @type {number} the agent */\nexport const assignTicket = 1;`, 'wordless'],
    'one word': [`/** Assigns. */\nexport const assignTicket = 1;`, 'wordless'],
  },
};
