import { useState } from 'react';
import type { Priority, Status } from '#domain/tickets/words';
import { AttachmentList } from '../shared/attachments/attachment-list.tsx';
import { IconButton } from '../shared/button/icon-button.tsx';
import type { SlaClock } from '../shared/clock/clock.ts';
import { ClockList } from '../shared/clock/clock-list.tsx';
import { UndoBar } from '../shared/feedback/undo-bar.tsx';
import { DeliveryLine } from '../shared/message/delivery-line.tsx';
import { FactLine } from '../shared/message/fact-line.tsx';
import { MessageCard } from '../shared/message/message-card.tsx';
import { MessageText } from '../shared/message/message-text.tsx';
import { Composer, type AnswerKind } from '../tickets/ticket/composer.tsx';
import { Properties, RequesterCard } from '../tickets/ticket/properties.tsx';
import { TicketFrame } from '../tickets/ticket/ticket-frame.tsx';
import { ExampleReason } from './example-reason.tsx';
import { EXAMPLE_NOW, EXAMPLE_TICKETS, exampleClock, exampleMet } from './example-tickets.ts';

const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);
const nothing = () => undefined;
const minute = 60_000;
const clocks = [
  exampleClock('nextResponse', 14 * minute, 77),
  exampleClock('resolution', 261 * minute, 46),
  exampleMet(23 * minute),
].filter((clock): clock is SlaClock => 'metric' in clock);

const exampleEdit = {
  assignee: {
    groups: [
      {
        choices: [
          { value: 'me', name: 'Jonas Petri (you)' },
          { value: 'none', name: 'Nobody' },
        ],
      },
      {
        heading: 'Of the team',
        choices: [
          { value: 'mara', name: 'Mara Lindqvist' },
          { value: 'sofie', name: 'Sofie Olsen' },
        ],
      },
    ],
    chosen: 'me',
    onChoose: nothing,
  },
  team: { groups: [{ choices: [{ value: 'hardware', name: 'Hardware' }] }], chosen: 'hardware', onChoose: nothing },
  onAddTag: nothing,
  onRemoveTag: nothing,
};

/** A ticket of the examples, with the same thread for each. */
export function ExampleTicket({ number }: { readonly number: number }) {
  const place = EXAMPLE_TICKETS.findIndex((ticket) => ticket.number === number);
  const ticket = EXAMPLE_TICKETS[place] ?? EXAMPLE_TICKETS[0];
  const [status, setStatus] = useState<Status>('open');
  const [priority, setPriority] = useState<Priority>(ticket?.priority ?? 'normal');
  if (!ticket) return null;
  return (
    <TicketFrame
      head={{
        number,
        subject: ticket.subject,
        status,
        priority,
        clock: ticket.clock,
        presence: [{ name: 'Sofie Olsen', presence: 'looking' }],
        place: { at: place + 1, of: EXAMPLE_TICKETS.length, onPrevious: nothing, onNext: nothing },
        backTo: '/dev/gallery/workspace',
        onStatus: setStatus,
        onPriority: setPriority,
        onResolve: () => setStatus('resolved'),
        acts: <IconButton icon="more" label="All actions" keys="Ctrl K" />,
      }}
      thread={<ExampleThread />}
      notice={<UndoBar until={EXAMPLE_NOW + 8_000} heldMs={10_000} what="Reply to #1038" onUndo={nothing} />}
      composer={<ExampleComposer />}
      panel={
        <>
          <Properties assignee={ticket.assignee} team="Hardware" tags={ticket.tags} edit={exampleEdit} />
          <ClockList clocks={clocks} why={() => <ExampleReason />} />
          <RequesterCard
            id="1"
            name="Hanne Vollmer"
            lines={['Warehouse lead, Nordhafen', 'h.vollmer@nordhafen.example']}
          />
        </>
      }
    />
  );
}

function ExampleThread() {
  const hanne = { name: 'Hanne Vollmer', organisation: 'Nordhafen' };
  return (
    <>
      <FactLine icon="mail" at={at('08:05')}>
        Opened by mail to support@halden.example
      </FactLine>
      <MessageCard
        kind="customer"
        author={hanne}
        at={at('08:05')}
        below={
          <AttachmentList
            attachments={[
              { id: '1', name: 'line2-printer.log', type: 'text/plain', bytes: 184_000, href: '#1' },
              { id: '2', name: 'blank-label.jpg', type: 'image/jpeg', bytes: 2_100_000, href: '#2' },
            ]}
          />
        }
      >
        <MessageText text="Since last night's update all four packing-line printers feed blank labels. The test print from the device menu is fine, and a new ribbon changed nothing. Log and photo attached." />
      </MessageCard>
      <FactLine icon="flow" at={at('10:20')}>
        Flow <em>Standard escalation</em> raised priority to <em>High</em>: 75 % of first response used
      </FactLine>
      <MessageCard kind="note" author={{ name: 'Mara Lindqvist' }} at={at('10:24')}>
        <MessageText text="@Jonas 4.2.1 resets darkness to 0 on this model. Setting it to 12 brought ours back." />
      </MessageCard>
      <MessageCard
        kind="reply"
        author={{ name: 'Jonas Petri', isMe: true }}
        at={at('10:42')}
        below={<DeliveryLine delivery={{ state: 'sent', at: at('10:42'), acceptedBy: 'mx.nordhafen.example' }} />}
      >
        <MessageText text="Good morning Hanne, the update resets print darkness to 0. Please set it to 12 on one printer and send a test label." />
      </MessageCard>
      <FactLine icon="check-circle" at={at('10:42')}>
        First reply <em>met</em>, 23 min before it was due
      </FactLine>
      <MessageCard kind="customer" author={hanne} at={at('10:58')}>
        <MessageText
          text="Line 2 prints again, thank you! On line 4 the value jumps back to 0 after every restart. Can we go back to 4.1 on that one?"
          quoted="Please set it to 12 on one printer and send a test label."
        />
      </MessageCard>
    </>
  );
}

function ExampleComposer() {
  const [kind, setKind] = useState<AnswerKind>('reply');
  const [text, setText] = useState(
    'Glad line 2 is back. For line 4 please save the value with Store as default, then restart once',
  );
  return (
    <Composer
      kind={kind}
      onKind={setKind}
      mayReply
      to={{ name: 'Hanne Vollmer', address: 'h.vollmer@nordhafen.example' }}
      cc={[{ name: 'Ole Brandt', address: 'o.brandt@nordhafen.example' }]}
      text={text}
      onText={setText}
      savedAt={at('11:43')}
      replying="Mara Lindqvist"
      isSending={false}
      onSend={nothing}
      onFiles={nothing}
      tools={<IconButton icon="clip" label="Attach files" />}
    />
  );
}
