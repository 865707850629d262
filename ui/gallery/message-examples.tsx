import { AttachmentList } from '../shared/attachments/attachment-list.tsx';
import { MailFrame } from '../shared/mail-frame/mail-frame.tsx';
import { DeliveryLine } from '../shared/message/delivery-line.tsx';
import { FactLine, ToldText } from '../shared/message/fact-line.tsx';
import { MessageCard } from '../shared/message/message-card.tsx';
import { MessageText } from '../shared/message/message-text.tsx';
import { strong } from '../shared/message/told.ts';
import { MessageSkeleton } from '../shared/skeleton/message-skeleton.tsx';
import { EXAMPLE_NOW } from './example-tickets.ts';
import { Shelf } from './shelf.tsx';

const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);
const nothing = () => undefined;

/** What a mail looks like that brings pictures of other servers and markup, but no colours. */
const mail = `<p>Line 2 prints again, <strong>thank you</strong>. On line 4 the value jumps back:</p>
<table><tr><th align="left">Printer</th><th align="left">Darkness</th></tr><tr><td>line 2</td><td>12</td></tr><tr><td>line 4</td><td>0</td></tr></table>
<p><img data-remote-src="https://images.example/logo.png" width="120" height="24" alt="Nordhafen"></p>
<blockquote>Please set it to 12 on one printer.</blockquote>`;

/** What a mail looks like that was written in colours for white paper. */
const newsletter = `<div style="background:#f4f0e6;padding:16px;color:#443322"><h2 style="margin:0 0 8px">Autumn offer</h2><p>Written for white paper, so it gets white paper in the dark as well.</p></div>`;

/** Messages of every kind, and what stands below them. */
export function MessageExamples() {
  return (
    <div className="two">
      <div className="msgs">
        <CustomerMessages />
        <MessageSkeleton />
      </div>
      <div className="msgs">
        <OurMessages />
      </div>
    </div>
  );
}

function CustomerMessages() {
  return (
    <>
      <MessageCard
        kind="customer"
        author={{ name: 'Hanne Vollmer', organisation: 'Nordhafen' }}
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
        <MessageText
          text={
            "Since last night's update all four packing-line printers feed blank labels.\n\nThe release notes are at https://printer.example/notes/4.2.1. Log and photo attached."
          }
          quoted={'On Monday you wrote:\n> Please install 4.2.1.'}
        />
      </MessageCard>
      <MessageCard kind="customer" author={{ name: 'Hanne Vollmer', organisation: 'Nordhafen' }} at={at('10:58')}>
        <MailFrame html={mail} author="Hanne Vollmer" />
      </MessageCard>
      <MessageCard kind="third_party" author={{ name: 'sales@printer.example' }} at={at('11:20')}>
        <MailFrame html={newsletter} author="sales@printer.example" />
      </MessageCard>
      <MessageCard kind="entered" author={{ name: 'Jonas Petri', isMe: true }} at={at('11:12')}>
        <MessageText text="Called: line 4 works again since the restart." />
      </MessageCard>
      <MessageCard kind="automatic" author={{ name: 'Mail Delivery System' }} at={at('11:21')}>
        <MessageText text="I am out of office until Thursday." />
      </MessageCard>
    </>
  );
}

function OurMessages() {
  return (
    <>
      <MessageCard
        kind="flow_mail"
        author={{ name: 'Acknowledgement' }}
        at={at('08:05')}
        below={<DeliveryLine delivery={{ state: 'sent', at: at('08:05') }} />}
      >
        <MessageText text="We received your message. Its number is #1042." />
      </MessageCard>
      <MessageCard kind="flow_note" author={{ name: 'Standard escalation' }} at={at('11:20')}>
        <MessageText text="A target was missed, and in the last three hours nobody has answered." />
      </MessageCard>
      <MessageCard
        kind="reply"
        author={{ name: 'Jonas Petri', isMe: true }}
        at={at('10:42')}
        below={<DeliveryLine delivery={{ state: 'sent', at: at('10:42'), acceptedBy: 'mx.nordhafen.example' }} />}
      >
        <MessageText text="Good morning Hanne, the update resets print darkness to 0. Please set it to 12 on one printer and send a test label." />
      </MessageCard>
      <MessageCard
        kind="reply"
        author={{ name: 'Jonas Petri', isMe: true }}
        at={at('10:31')}
        below={<DeliveryLine delivery={{ state: 'caught', at: at('10:31') }} />}
      >
        <MessageText text="One more thing: the setting is under Media, not under Quality." />
      </MessageCard>
      <MessageCard kind="note" author={{ name: 'Mara Lindqvist' }} at={at('10:24')}>
        <MessageText text="@Jonas 4.2.1 resets darkness to 0 on this model. Setting it to 12 brought ours back." />
      </MessageCard>
      <MessageCard
        kind="reply"
        author={{ name: 'Jonas Petri', isMe: true }}
        at={at('09:58')}
        below={
          <DeliveryLine
            delivery={{ state: 'failed', reason: '550 mailbox unknown' }}
            onResend={nothing}
            onCorrectAddress={nothing}
            mailPath="/dev/gallery"
          />
        }
      >
        <MessageText text="The replacement leaves today." />
      </MessageCard>
      <MessageCard
        kind="reply"
        author={{ name: 'Jonas Petri', isMe: true }}
        at={at('09:40')}
        below={
          <AttachmentList
            attachments={[
              { id: '3', name: 'quote.pdf', type: 'application/pdf', bytes: 41_000, href: null },
              { id: '4', name: 'film.mov', type: 'video/quicktime', bytes: 18_000_000, href: null, share: 0.4 },
              {
                ...{ id: '5', name: 'dump.zip', type: 'application/zip', bytes: 40_000_000, href: null },
                problem: 'Larger than 26 MB: it cannot be attached',
              },
            ]}
            onRemove={nothing}
          />
        }
      >
        <MessageText text="The offer, as we spoke." />
      </MessageCard>
    </>
  );
}

/** Deliveries in every state, and facts. */
export function FactExamples() {
  return (
    <>
      <Shelf label="Delivery">
        <DeliveryLine delivery={{ state: 'held', until: EXAMPLE_NOW + 8_000 }} />
        <DeliveryLine delivery={{ state: 'sending' }} />
        <DeliveryLine delivery={{ state: 'queued', nextTryAt: at('11:47') }} />
        <DeliveryLine delivery={{ state: 'queued', nextTryAt: null }} />
        <DeliveryLine delivery={{ state: 'sent', at: at('10:42') }} />
        <DeliveryLine delivery={{ state: 'unknown' }} onArrived={nothing} onResend={nothing} />
      </Shelf>
      <div className="card">
        <FactLine icon="mail" at={at('08:05')}>
          Opened by mail to support@halden.example
        </FactLine>
        <FactLine icon="flow" at={at('10:20')}>
          Flow <em>Standard escalation</em> raised priority to <em>High</em>: 75 % of first response used
        </FactLine>
        <FactLine icon="alert" at={at('09:39')} isLate>
          First reply <em>late</em>: it was due 09:39
        </FactLine>
        <FactLine icon="merge" at={at('08:40')}>
          <ToldText
            sentence={`${strong('#1039')} merged into this ticket by ${strong('Mina Kowal')}`}
            linkTo={() => '/dev/gallery'}
          />
        </FactLine>
        <FactLine icon="user" at={at('08:41')}>
          <em>Mina Kowal</em> gave the ticket to <em>Jonas Petri</em>
        </FactLine>
        <FactLine icon="check-circle" at={Date.parse('2026-11-20T16:10:00Z')}>
          First reply <em>met</em>, 23 min before it was due
        </FactLine>
      </div>
    </>
  );
}
