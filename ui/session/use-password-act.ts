import type { Viewer } from '#domain/contracts/session';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asCallFailed, type CallFailed } from '../shared/calls/call-failed.ts';
import { reconnectNow } from '../shared/realtime.ts';
import { useAtNow } from '../shared/time/at-now.ts';
import { noteViewer } from './session.ts';

/** An act that takes a password and answers with who is signed in then. */
export interface PasswordAct<Input> {
  readonly run: (input: Input) => void;
  readonly isRunning: boolean;
  readonly failure: CallFailed | null;
  /** Until when (ms) the server takes no further try; null: it takes one. */
  readonly waitUntil: number | null;
}

/** Sign in, change or choose a password: who is signed in afterwards is known to the page at once. */
export function usePasswordAct<Input>(act: (input: Input) => Promise<Viewer>, done?: () => void): PasswordAct<Input> {
  const client = useQueryClient();
  const [retryAt, setRetryAt] = useState<number | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: act,
    onMutate: () => setRetryAt(null),
    onError: (thrown) => {
      const { retryAfterMs } = asCallFailed(thrown).details;
      setRetryAt(retryAfterMs === undefined ? null : Date.now() + retryAfterMs);
    },
    onSuccess: (viewer) => {
      noteViewer(client, viewer);
      reconnectNow();
      done?.();
    },
  });
  const isWaiting = useAtNow((now) => retryAt !== null && now < retryAt);
  return {
    run: mutate,
    isRunning: isPending,
    failure: error === null ? null : asCallFailed(error),
    waitUntil: isWaiting ? retryAt : null,
  };
}
