import type { FlowDocument } from './document.ts';

const HOUR_SECONDS = 3600;

/**
 * The escalation that a new installation has: who is responsible is warned in time; after a breach the ticket becomes more
 * urgent, and supervisors are told, then reminded every hour until somebody answers.
 */
export const escalationFlow: FlowDocument = {
  version: 1,
  appliesTo: { all: [] },
  entries: [
    {
      id: 'responseWarning',
      on: { type: 'sla_warning', metric: 'firstResponse', percent: 75 },
      ifRunning: 'restart',
      start: 'responsible',
    },
    {
      id: 'resolutionWarning',
      on: { type: 'sla_warning', metric: 'resolution', percent: 90 },
      ifRunning: 'restart',
      start: 'responsible',
    },
    {
      id: 'responseBreach',
      on: { type: 'sla_breached', metric: 'firstResponse' },
      ifRunning: 'restart',
      start: 'howUrgent',
    },
    {
      id: 'nextResponseBreach',
      on: { type: 'sla_breached', metric: 'nextResponse' },
      ifRunning: 'restart',
      start: 'howUrgent',
    },
    {
      id: 'resolutionBreach',
      on: { type: 'sla_breached', metric: 'resolution' },
      ifRunning: 'restart',
      start: 'howUrgent',
    },
  ],
  nodes: {
    responsible: {
      type: 'branch',
      cases: [{ when: { field: 'assignee', op: 'is_not_empty' }, next: 'warnAssignee' }],
      otherwise: 'warnTeam',
    },
    warnAssignee: {
      type: 'notify',
      to: [{ kind: 'assignee' }],
      text: 'This ticket is about to miss its target.',
      next: 'done',
      failed: 'warnTeam',
    },
    warnTeam: {
      type: 'notify',
      to: [{ kind: 'team' }],
      text: 'This ticket is about to miss its target, and nobody has it.',
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
      text: 'This ticket has missed its target.',
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
      body: 'remindSupervisors',
      next: 'giveUp',
    },
    remindSupervisors: {
      type: 'notify',
      to: [{ kind: 'supervisors' }],
      text: 'This ticket missed its target and still waits for an answer.',
      next: 'remind',
      failed: 'remind',
    },
    giveUp: {
      type: 'note',
      text: 'Supervisors were reminded three times; nobody has answered.',
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
