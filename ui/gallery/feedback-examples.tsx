import { useState } from 'react';
import { CallFailed } from '../shared/calls/call-failed.ts';
import { Button } from '../shared/button/button.tsx';
import { ArrivalsBar } from '../shared/feedback/arrivals-bar.tsx';
import { Banner } from '../shared/feedback/banner.tsx';
import { ConnectionBanner } from '../shared/feedback/connection-banner.tsx';
import { EmptyState } from '../shared/feedback/empty-state.tsx';
import { ErrorState } from '../shared/feedback/error-state.tsx';
import { Toast } from '../shared/feedback/toast.tsx';
import { sayDone, sayFailed } from '../shared/feedback/toasts.ts';
import { UndoBar } from '../shared/feedback/undo-bar.tsx';
import { Dialog } from '../shared/overlay/dialog.tsx';
import { SideDrawer } from '../shared/overlay/side-drawer.tsx';
import { EXAMPLE_NOW } from './example-tickets.ts';
import { Shelf } from './shelf.tsx';

const nothing = () => undefined;
const since = Date.parse('2026-11-24T11:41:00Z');
const silent = new CallFailed('unreachable', '');
const broken = new CallFailed('internal', '', { requestId: '7f3a19c4' });
const absent = new CallFailed('not_found', '');
const shut = new CallFailed('forbidden', '');
const newer = new CallFailed('unreadable', '');

/** Nothing there, failed, cut off, done and undone. */
export function FeedbackExamples() {
  return (
    <>
      <div className="three">
        <EmptyState
          icon="check-circle"
          title="Nobody is waiting"
          actions={<Button keys="G U">Open Unassigned</Button>}
          isFramed
        >
          The next clock is #1063, first reply at 13:20.
        </EmptyState>
        <EmptyState icon="search" title="Nothing for “labl printer”" actions={<Button>Clear filters</Button>} isFramed>
          Closed tickets were searched too.
        </EmptyState>
        <EmptyState
          icon="mail"
          title="No mailbox yet"
          actions={<Button kind="primary">Connect a mailbox</Button>}
          isFramed
        >
          Connect one, and each mail becomes a ticket within a minute.
        </EmptyState>
        <ErrorState
          title="The list did not load"
          failure={silent}
          onRetry={nothing}
          retryAt={EXAMPLE_NOW + 4_000}
          isFramed
        />
        <ErrorState title="The ticket was not saved" failure={broken} onRetry={nothing} isFramed />
        <ErrorState
          title="No ticket #1942 for you"
          failure={absent}
          actions={<Button>Back to the list</Button>}
          isFramed
        />
        <ErrorState title="You may read, not reply" failure={shut} isFramed />
        <ErrorState title="The page is out of date" failure={newer} isFramed />
      </div>
      <ConnectionBanner lost="server" since={since} onTryNow={nothing} />
      <ConnectionBanner lost="computer" since={since} onTryNow={nothing} />
      <ConnectionBanner lost="live" since={since} onTryNow={nothing} />
      <Banner
        tone="late"
        icon="x-circle"
        headline="Sofie changed the priority to Urgent at 11:43."
        actions={<Button size="tiny">Set Low</Button>}
      >
        Your change to Low was not saved.
      </Banner>
      <Banner
        tone="stuck"
        icon="stuck"
        headline="Path stuck at “Tell the carrier”."
        actions={<Button size="tiny">Retry</Button>}
      >
        The webhook answered 403 five times.
      </Banner>
      <ArrivalsBar count={3} onShow={nothing} />
      <div className="line" style={{ flexWrap: 'wrap' }}>
        <Toast icon="check" text="#1042 resolved" onUndo={nothing} />
        <Toast icon="merge" text="#1039 merged into #1042" onUndo={nothing} />
        <Toast icon="alert" text="Snooze failed: the ticket was closed" onDismiss={nothing} />
      </div>
      <UndoBar until={EXAMPLE_NOW + 8_000} heldMs={10_000} what="Reply to #1038" onUndo={nothing} />
    </>
  );
}

/** What comes over a page, opened by its button. */
export function OverlayExamples() {
  const [open, setOpen] = useState<'dialog' | 'drawer' | null>(null);
  const close = () => setOpen(null);
  return (
    <Shelf label="On request">
      <Button onClick={() => setOpen('dialog')}>Open a dialog</Button>
      <Button onClick={() => setOpen('drawer')}>Open a drawer</Button>
      <Button onClick={() => sayDone('check', '#1042 resolved', nothing)}>Say what was done</Button>
      <Button onClick={() => sayFailed('Snooze failed: the ticket was closed')}>Say what failed</Button>
      <Dialog
        isOpen={open === 'dialog'}
        onClose={close}
        title="Hanne wrote while you were typing"
        actions={
          <>
            <Button kind="quiet" onClick={close}>
              Send as it is
            </Button>
            <Button kind="primary" keys="↵" onClick={close} data-autofocus>
              Back to my reply
            </Button>
          </>
        }
      >
        <p className="soft">Your reply is not sent. It is kept as a draft.</p>
        <blockquote>Line 4 works now as well. You can close this.</blockquote>
      </Dialog>
      <SideDrawer isOpen={open === 'drawer'} onClose={close} title="Details">
        <div style={{ padding: 16 }}>A pane that comes over the page where there is no room beside it.</div>
      </SideDrawer>
    </Shelf>
  );
}
