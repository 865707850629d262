import { MailRow, type MailRowContent } from '../mail-desk/list/mail-row.tsx';
import { RECEIVED_LOOKS, SENT_LOOKS } from '../mail-desk/states.ts';
import { StateWords } from '../shared/state/state-words.tsx';
import { EXAMPLE_NOW } from './example-tickets.ts';
import { Shelf } from './shelf.tsx';

const ago = (minutes: number) => EXAMPLE_NOW - minutes * 60_000;

const rows: readonly MailRowContent[] = [
  {
    ...{ id: '1', subject: 'Re: Labels print blank since firmware 4.2.1', who: 'h.vollmer@nordhafen.example' },
    ...{ about: ['#1042', 'Reply'], at: ago(0) },
    state: <StateWords {...SENT_LOOKS.held} words="Sending in 8 s" isAtEnd />,
  },
  {
    ...{ id: '2', subject: 'Quote for 12 docking stations', who: 'ines@lumen.example' },
    ...{ about: ['#1052', 'Reply'], at: ago(12) },
    state: <StateWords {...SENT_LOOKS.failed} words="Not delivered" isAtEnd />,
  },
  {
    ...{ id: '3', subject: 'Set your password', who: 'sofie@halden.example' },
    ...{ about: ['Invitation'], at: ago(190) },
    state: <StateWords {...SENT_LOOKS.unknown} words="Arrival unknown" isAtEnd />,
  },
  {
    ...{ id: '4', subject: null, who: 'None (<>)' },
    ...{ about: ['It has no header that a mail has'], at: ago(2_900) },
    state: <StateWords {...RECEIVED_LOOKS.quarantined} words="Quarantined" isAtEnd />,
  },
];

/** How mails stand, and their rows: narrow, and at full width. */
export function MailExamples() {
  const list = (
    <ul className="list">
      {rows.map((mail) => (
        <MailRow key={mail.id} mail={mail} to="/dev/gallery" isOpen={mail.id === '2'} />
      ))}
    </ul>
  );
  return (
    <>
      <Shelf label="Sent">
        <StateWords {...SENT_LOOKS.held} words="Sending in 8 s" />
        <StateWords {...SENT_LOOKS.queued} words="Queued, next try 11:47" />
        <StateWords {...SENT_LOOKS.sending} words="Sending now" />
        <StateWords {...SENT_LOOKS.sent} words="Sent" />
        <StateWords {...SENT_LOOKS.caught} words="Caught, not sent" />
        <StateWords {...SENT_LOOKS.failed} words="Not delivered" />
        <StateWords {...SENT_LOOKS.unknown} words="Arrival unknown" />
        <StateWords {...SENT_LOOKS.undone} words="Taken back" />
      </Shelf>
      <Shelf label="Received">
        <StateWords {...RECEIVED_LOOKS.received} words="Waiting to be read" />
        <StateWords {...RECEIVED_LOOKS.processed} words="Processed" />
        <StateWords {...RECEIVED_LOOKS.ignored} words="Ignored" />
        <StateWords {...RECEIVED_LOOKS.quarantined} words="Quarantined" />
      </Shelf>
      {list}
    </>
  );
}
