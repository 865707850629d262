import type { FlowDocument } from '#domain/flow/document';

/** A flow of seconds with every node that acts, so that effects are under way whenever something is struck. */
export const hastyFlow: FlowDocument = {
  version: 1,
  appliesTo: { all: [] },
  entries: [
    { id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'both' },
    { id: 'written', on: { type: 'customer_replied' }, ifRunning: 'restart', start: 'forAnswer' },
  ],
  nodes: {
    both: { type: 'fork', branches: ['rounds', 'breath'] },
    rounds: {
      type: 'repeat',
      everySeconds: 4,
      calendarVersionId: null,
      times: 6,
      leaveOn: [{ event: { type: 'status_changed', to: 'closed' }, next: 'done' }],
      body: 'remark',
      next: 'done',
    },
    remark: { type: 'note', text: 'A round has passed.', next: 'rounds', failed: 'rounds' },
    breath: { type: 'wait', seconds: 3, calendarVersionId: null, leaveOn: [], next: 'give' },
    give: { type: 'assign', to: { kind: 'pool' }, next: 'mark', failed: 'mark' },
    mark: { type: 'set', addTags: ['seen-by-flow'], removeTags: ['patient'], next: 'tell', failed: 'tell' },
    tell: { type: 'notify', to: [{ kind: 'supervisors' }], text: 'A ticket was opened.', next: 'done', failed: 'done' },
    forAnswer: {
      type: 'wait',
      seconds: 5,
      calendarVersionId: null,
      leaveOn: [{ event: { type: 'agent_replied' }, next: 'done' }],
      next: 'howUrgent',
    },
    howUrgent: {
      type: 'branch',
      cases: [{ when: { field: 'priority', op: 'is', value: 'low' }, next: 'raise' }],
      otherwise: 'complain',
    },
    raise: { type: 'set', priority: 'normal', addTags: [], removeTags: [], next: 'complain', failed: 'complain' },
    complain: { type: 'note', text: 'Nobody has answered yet.', next: 'done', failed: 'done' },
    done: { type: 'end' },
  },
};
