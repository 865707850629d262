import { relative, sep } from 'node:path';
import { rule } from './rule.mjs';

const DRAWERS = /^(?:util|helper|common|manager|service|misc)s?$/;

/** A file or folder is named for its one act; a drawer for odds and ends collects everything that has no owner. */
export const fileNamedForItsAct = rule(
  {
    drawer:
      "'{{part}}' says where a thing was put, not what it does. Name the file for its one act (assign-ticket.ts exports assignTicket); if it has several, it is several files.",
    case: "Write '{{part}}' in lower case with hyphens, like every other file here: systems differ in whether Ab.ts and ab.ts are one file.",
  },
  (context) => ({
    Program(node) {
      const path = relative(context.cwd, context.filename);
      if (path.startsWith('..')) return;
      for (const part of path.split(sep)) {
        const words = part.replaceAll('service-worker', '').split(/[-_.]|(?<=[a-z])(?=[A-Z])/);
        if (words.some((word) => DRAWERS.test(word.toLowerCase())))
          context.report({ node, messageId: 'drawer', data: { part } });
        else if (part !== part.toLowerCase() || part.includes('_'))
          context.report({ node, messageId: 'case', data: { part } });
      }
    },
  }),
);
