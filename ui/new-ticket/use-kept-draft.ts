import { useEffect, useState } from 'react';
import { useViewer } from '../session/session.ts';
import { emptyDraft, isWritten, readDraft, type TicketDraft } from './draft.ts';

/** A draft, and what becomes of it. */
export interface KeptDraft {
  readonly draft: TicketDraft;
  /** When it was kept last (ms); null: there is nothing to keep, or it was kept before the page was opened. */
  readonly savedAt: number | null;
  readonly change: (change: Partial<TicketDraft>) => void;
  /** Begin anew. Gives back what was there. */
  readonly clear: () => TicketDraft;
}

/** The ticket that somebody writes down, kept in this browser until it is sent: a reload, or a call in between, loses nothing. */
export function useKeptDraft(): KeptDraft {
  const who = useViewer();
  const place = `nixflow.new-ticket.${who.staffId}`;
  const [draft, setDraft] = useState(() => readDraft(localStorage.getItem(place)) ?? emptyDraft(who));
  const [changedAt, setChangedAt] = useState<number | null>(null);
  useEffect(() => {
    if (isWritten(draft)) localStorage.setItem(place, JSON.stringify(draft));
    else localStorage.removeItem(place);
  }, [place, draft]);
  return {
    draft,
    savedAt: isWritten(draft) ? changedAt : null,
    change(change) {
      // Of what is there by then: the reply to a call may change it, too.
      setDraft((before) => ({ ...before, ...change }));
      setChangedAt(Date.now());
    },
    clear() {
      setDraft(emptyDraft(who));
      return draft;
    },
  };
}
