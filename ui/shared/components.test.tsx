import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, test } from 'vitest';
import { CallFailed, type FailureCode } from './calls/call-failed.ts';
import { Button } from './button/button.tsx';
import { ClockBar } from './clock/clock-bar.tsx';
import type { SlaClock } from './clock/clock.ts';
import { ErrorState } from './feedback/error-state.tsx';
import { UndoBar } from './feedback/undo-bar.tsx';
import { Tags } from './label/tag.tsx';
import { MessageCard } from './message/message-card.tsx';
import { MessageText } from './message/message-text.tsx';
import { Avatar, NobodyAvatar } from './person/avatar.tsx';
import { ListRow } from './row/list-row.tsx';
import type { RowTicket } from './row/row-ticket.ts';
import { FixedNow } from './time/at-now.ts';

const now = Date.parse('2026-11-24T11:44:00Z');
const render = (node: ReactNode) =>
  renderToStaticMarkup(
    <MantineProvider env="test">
      <MemoryRouter>
        <FixedNow value={now}>{node}</FixedNow>
      </MemoryRouter>
    </MantineProvider>,
  );
const textOf = (html: string) =>
  html
    .replaceAll(/<style.*?<\/style>|<[^>]+>/gs, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const clock: SlaClock = {
  state: 'running',
  metric: 'nextResponse',
  startedAt: now - 46 * 60_000,
  dueAt: now + 14 * 60_000,
  targetMs: 3_600_000,
  usedMs: 46 * 60_000,
  asOf: now,
  warnings: [50, 75, 90],
  isBreached: false,
};
const ticket: RowTicket = {
  ticketId: '1042',
  number: 1042,
  subject: 'Labels print blank',
  priority: 'high',
  requester: 'Hanne Vollmer',
  organisation: 'Nordhafen',
  preview: 'Can we go back?',
  tags: ['printer', 'firmware', 'label'],
  assignee: null,
  clock,
  isUnread: true,
};

describe('a row', () => {
  test('says all in words: unread, priority, subject, clock, number, who, what, tags, assignee', () => {
    const html = render(<ListRow ticket={ticket} to="/tickets/1042" isOpen />);
    expect(textOf(html)).toBe(
      'Unread High priority Labels print blank Next reply in 14 min #1042 Hanne Vollmer , Nordhafen Can we go back? printer +2',
    );
    expect(html).toContain('aria-label="Unassigned"');
    expect(html).toContain('aria-current="true"');
    expect(html).toContain('title="2 more tags: firmware, label"');
  });

  test('whoever replies takes the place of the preview; our own words are marked as ours', () => {
    expect(textOf(render(<ListRow ticket={{ ...ticket, replying: 'Mara Lindqvist' }} to="/x" />))).toContain(
      'Mara is replying',
    );
    expect(textOf(render(<ListRow ticket={{ ...ticket, isPreviewOurs: true }} to="/x" />))).toContain(
      'You: Can we go back?',
    );
  });

  test('has a box only where something can be ticked', () => {
    expect(render(<ListRow ticket={ticket} to="/x" />)).not.toContain('checkbox');
    expect(render(<ListRow ticket={ticket} to="/x" onCheck={() => undefined} />)).toContain(
      'aria-label="Select #1042"',
    );
  });
});

test('a bar says to screen readers what it shows', () => {
  expect(render(<ClockBar clock={clock} />)).toContain('aria-label="Next reply: 14 min left. 77% of the target used."');
});

test('people have shapes: circles are colleagues, squares customers, nobody is dashed', () => {
  expect(render(<Avatar name="Mara Lindqvist" kind="colleague" presence="replying" />)).toMatch(
    /class="ava".*aria-label="Mara Lindqvist, replying now".*class="seen busy"/s,
  );
  expect(render(<Avatar name="Hanne Vollmer" kind="customer" beside />)).toMatch(
    /class="ava cust".*aria-hidden="true"/s,
  );
  expect(render(<NobodyAvatar />)).toContain('aria-label="Unassigned"');
});

test('a note says that it is never sent, a reply that the customer reads it, a customer needs no label', () => {
  const card = (kind: 'note' | 'reply' | 'customer') =>
    textOf(
      render(
        <MessageCard kind={kind} author={{ name: 'Mara Lindqvist' }} at={now}>
          text
        </MessageCard>,
      ),
    );
  expect(card('note')).toBe(`ML Mara Lindqvist Internal note, never sent ${timeHere()} text`);
  expect(card('reply')).toContain('Reply to customer');
  expect(card('customer')).toBe(`ML Mara Lindqvist ${timeHere()} text`);
});

test('text of strangers stays text', () => {
  const html = render(<MessageText text={'<img src=x onerror=alert(1)>\n\nhttps://example.com/?a=1&b=2'} />);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain('<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noreferrer noopener">');
});

test('a countdown is not read aloud every second', () => {
  const html = render(<UndoBar until={now + 8_000} heldMs={10_000} what="Reply to #1038" onUndo={() => undefined} />);
  expect(html).toMatch(/aria-hidden="true">Sending in 8 s · Reply to #1038/);
  expect(html).toMatch(/role="status">Reply to #1038: will be sent in a moment\. Z takes it back\./);
});

test('a button that is off or busy can be found, and says so', () => {
  expect(render(<Button isOff>Send</Button>)).toContain('aria-disabled="true"');
  expect(render(<Button isBusy>Sending</Button>)).toMatch(/aria-disabled="true".*aria-busy="true"/s);
});

test.each<[FailureCode, string, string]>([
  ['unreachable', 'The server did not answer.', 'Try again'],
  ['internal', 'Request 7f3a19c4.', 'Try again'],
  ['unreadable', 'The server is newer than this page.', 'Reload the page'],
])('an error says its cause and the way on: %s', (code, cause, wayOn) => {
  const failure = new CallFailed(code, '', code === 'internal' ? { requestId: '7f3a19c4' } : {});
  const text = textOf(render(<ErrorState title="The list did not load" failure={failure} onRetry={() => undefined} />));
  expect(text).toContain(cause);
  expect(text).toContain(wayOn);
});

test('what nobody may see is no fault, and trying again would not help', () => {
  const failure = new CallFailed('not_found', '');
  const text = textOf(
    render(<ErrorState title="No ticket #1942 for you" failure={failure} onRetry={() => undefined} />),
  );
  expect(text).toBe('No ticket #1942 for you It does not exist, or it belongs to a team you are not in.');
});

test('tags that have no room are counted and can be read', () => {
  expect(textOf(render(<Tags names={['a', 'b']} most={2} />))).toBe('a b');
  expect(render(<Tags names={['a', 'b']} most={1} />)).toContain('title="1 more tag: b"');
});

function timeHere(): string {
  return new Date(now).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
