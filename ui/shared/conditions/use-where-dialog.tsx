import { useState, type ReactNode } from 'react';
import type { Condition } from '#domain/conditions/condition';
import type { AskedOf } from './asked-fields.ts';
import { WhereDialog } from './where-dialog.tsx';

interface WhereDialogUse {
  readonly of: AskedOf;
  readonly where: Condition | null;
  readonly onChange: (where: Condition | null) => void;
}

/** The dialog of a condition behind a button: what opens it, and where it is drawn. */
export function useWhereDialog({ of, where, onChange }: WhereDialogUse): { open: () => void; dialog: ReactNode } {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const choose = (chosen: Condition | null) => {
    close();
    onChange(chosen);
  };
  return {
    open: () => setOpen(true),
    dialog: isOpen && <WhereDialog of={of} where={where} onClose={close} onChoose={choose} />,
  };
}
