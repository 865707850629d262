import { useEffect, useState } from 'react';

/** What somebody writes on a ticket, kept in this browser until it is sent. */
export interface Draft {
  readonly text: string;
  readonly savedAt: number | null;
  /** Whether they wrote in the last seconds. */
  readonly isWriting: boolean;
  readonly write: (text: string) => void;
  /** Put a reply back that was taken back; what was written meanwhile stays below it. */
  readonly takeBack: (text: string) => void;
}

const pauseMs = 6_000;

/** The draft of a ticket in this browser. */
export function useDraft(ticketId: string): Draft {
  const place = `nixflow.draft.${ticketId}`;
  const [text, setText] = useState(() => localStorage.getItem(place) ?? '');
  const [wroteAt, setWroteAt] = useState<number | null>(null);
  const [isWriting, setWriting] = useState(false);
  useEffect(() => {
    if (wroteAt === null) return undefined;
    const timer = setTimeout(() => setWriting(false), pauseMs);
    return () => clearTimeout(timer);
  }, [wroteAt]);
  const keep = (written: string) => {
    setText(written);
    if (written === '') localStorage.removeItem(place);
    else localStorage.setItem(place, written);
  };
  return {
    text,
    savedAt: text === '' ? null : wroteAt,
    isWriting: isWriting && text !== '',
    write(written) {
      keep(written);
      setWroteAt(Date.now());
      setWriting(true);
    },
    takeBack: (undone) => keep(text === '' ? undone : `${undone}\n\n${text}`),
  };
}
