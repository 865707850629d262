import type { Condition } from '../conditions/condition.ts';
import type { FlowDocument } from './document.ts';

const HOUR_SECONDS = 3600;
const over: Condition = { field: 'status', op: 'in', value: ['resolved', 'closed'] };

/**
 * The escalation that a new installation has: who is responsible is warned in time; after a breach the ticket becomes more
 * urgent, and supervisors are told, then reminded every hour until somebody answers or resolves it.
 *
 * Warnings and breaches may be recorded late, when nobody worked at the due instant: by then the ticket may be answered,
 * resolved or closed. So what is over is asked first, and every text is true of an answered ticket, too: it tells of the
 * mark, or of the hours in which this flow itself waited for an answer.
 *
 * Whoever changes this document adds the one before to `earlierDocuments` in store/seed.ts.
 */
export const escalationFlow: FlowDocument = {
  version: 1,
  appliesTo: { all: [] },
  entries: [
    {
      id: 'responseWarning',
      on: { type: 'sla_warning', metric: 'firstResponse', percent: 75 },
      ifRunning: 'restart',
      start: 'stillInTime',
    },
    {
      id: 'resolutionWarning',
      on: { type: 'sla_warning', metric: 'resolution', percent: 90 },
      ifRunning: 'restart',
      start: 'stillInTime',
    },
    {
      id: 'responseBreach',
      on: { type: 'sla_breached', metric: 'firstResponse' },
      ifRunning: 'restart',
      start: 'stillOpen',
    },
    {
      id: 'nextResponseBreach',
      on: { type: 'sla_breached', metric: 'nextResponse' },
      ifRunning: 'restart',
      start: 'stillOpen',
    },
    {
      id: 'resolutionBreach',
      on: { type: 'sla_breached', metric: 'resolution' },
      ifRunning: 'restart',
      start: 'stillOpen',
    },
  ],
  nodes: {
    stillInTime: { type: 'branch', cases: [{ when: over, next: 'done' }], otherwise: 'responsible' },
    responsible: {
      type: 'branch',
      cases: [{ when: { field: 'assignee', op: 'is_not_empty' }, next: 'warnAssignee' }],
      otherwise: 'warnTeam',
    },
    warnAssignee: {
      type: 'notify',
      to: [{ kind: 'assignee' }],
      text: 'This ticket has used most of its time to a target.',
      next: 'done',
      failed: 'warnTeam',
    },
    warnTeam: {
      type: 'notify',
      to: [{ kind: 'team' }],
      text: 'This ticket has used most of its time to a target, and nobody is there who has it.',
      next: 'done',
      failed: 'done',
    },
    stillOpen: { type: 'branch', cases: [{ when: over, next: 'tellAfterwards' }], otherwise: 'howUrgent' },
    tellAfterwards: {
      type: 'notify',
      to: [{ kind: 'supervisors' }],
      text: 'This ticket has missed a target. By now it is resolved or closed.',
      next: 'done',
      failed: 'done',
    },
    howUrgent: {
      type: 'branch',
      cases: [
        { when: { field: 'priority', op: 'is', value: 'low' }, next: 'makeNormal' },
        { when: { field: 'priority', op: 'is', value: 'normal' }, next: 'makeHigh' },
        { when: { field: 'priority', op: 'is', value: 'high' }, next: 'makeUrgent' },
      ],
      otherwise: 'tellSupervisors',
    },
    makeNormal: raise('normal'),
    makeHigh: raise('high'),
    makeUrgent: raise('urgent'),
    tellSupervisors: {
      type: 'notify',
      to: [{ kind: 'supervisors' }],
      text: 'This ticket has missed a target.',
      next: 'remind',
      failed: 'remind',
    },
    remind: {
      type: 'repeat',
      everySeconds: HOUR_SECONDS,
      calendarVersionId: null,
      times: 3,
      leaveOn: [
        { event: { type: 'agent_replied' }, next: 'done' },
        { event: { type: 'status_changed', to: 'resolved' }, next: 'done' },
        { event: { type: 'status_changed', to: 'closed' }, next: 'done' },
      ],
      body: 'stillWaits',
      next: 'giveUp',
    },
    // It may have been resolved before the first round began to listen.
    stillWaits: { type: 'branch', cases: [{ when: over, next: 'done' }], otherwise: 'remindSupervisors' },
    remindSupervisors: {
      type: 'notify',
      to: [{ kind: 'supervisors' }],
      text: 'This ticket has missed a target, and in the last hour nobody has answered or resolved it.',
      next: 'remind',
      failed: 'remind',
    },
    giveUp: {
      type: 'note',
      text: 'A target was missed, and in the last three hours nobody has answered or resolved this ticket.',
      next: 'done',
    },
    done: { type: 'end' },
  },
};

function raise(priority: 'normal' | 'high' | 'urgent'): FlowDocument['nodes'][string] {
  return {
    type: 'set',
    priority,
    addTags: [],
    removeTags: [],
    next: 'tellSupervisors',
    failed: 'tellSupervisors',
  };
}
