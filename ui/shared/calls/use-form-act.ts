import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { sayDone } from '../feedback/toasts.ts';
import type { IconName } from '../icon/shapes.tsx';
import { useWords } from '../i18n/use-words.ts';
import { asCallFailed, type CallFailed } from './call-failed.ts';
import { faultsOf, type FaultAt } from './fault-at.ts';

interface ActDescription<Input, Reply> {
  readonly act: (input: Input) => Promise<Reply>;
  /** What is said once it is done. */
  readonly said: string | ((reply: Reply) => string);
  readonly icon?: IconName;
  /** What the page knew of it, and asks for anew. */
  readonly refresh: readonly QueryKey[];
  readonly done?: (reply: Reply) => void;
}

/** One act of a form, while it runs and after. */
export interface FormAct<Input> {
  readonly run: (input: Input) => void;
  readonly isRunning: boolean;
  /** Why the last try did not work. */
  readonly failure: CallFailed | null;
  /** What it found wrong with a field. */
  readonly faultAt: FaultAt;
}

/** Do something that a form asks for: what is done is said in the corner, what fails where it was asked for. */
export function useFormAct<Input, Reply>({
  act,
  said,
  icon = 'check',
  refresh,
  done,
}: ActDescription<Input, Reply>): FormAct<Input> {
  const client = useQueryClient();
  const { t } = useWords();
  const { mutate, isPending, error } = useMutation({
    mutationFn: act,
    onSuccess: (reply) => {
      sayDone(icon, typeof said === 'string' ? said : said(reply));
      for (const queryKey of refresh) void client.invalidateQueries({ queryKey });
      done?.(reply);
    },
  });
  const failure = error === null ? null : asCallFailed(error);
  return { run: mutate, isRunning: isPending, failure, faultAt: faultsOf(failure, t) };
}
