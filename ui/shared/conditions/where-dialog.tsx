import { useState } from 'react';
import { condition, type Condition } from '#domain/conditions/condition';
import { Button } from '../button/button.tsx';
import { useAllCustomFields } from '../fields/use-custom-fields.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../overlay/dialog.tsx';
import type { AskedOf } from './asked-fields.ts';
import { ConditionBuilder } from './condition-builder.tsx';

interface WhereDialogProps {
  readonly of: AskedOf;
  readonly where: Condition | null;
  readonly onClose: () => void;
  readonly onChoose: (where: Condition | null) => void;
}

const always: Condition = { all: [] };
const saysNothing = (where: Condition) => 'all' in where && where.all.length === 0;

/** A condition that a list is narrowed down by, as it is made. What is not complete is said at its place, and shows nothing. */
export function WhereDialog({ of, where, onClose, onChoose }: WhereDialogProps) {
  const { t } = useWords();
  const customFields = useAllCustomFields();
  const [asked, setAsked] = useState(where ?? always);
  const [isJudged, setJudged] = useState(false);
  const show = () => {
    setJudged(true);
    if (condition.safeParse(asked).success) onChoose(saysNothing(asked) ? null : asked);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('condition.more')}
      width={720}
      actions={
        <>
          <Button onClick={onClose}>{t('settings.cancel')}</Button>
          {where !== null && <Button onClick={() => onChoose(null)}>{t('condition.showAll')}</Button>}
          <Button kind="primary" onClick={show}>
            {t('condition.show')}
          </Button>
        </>
      }
    >
      <ConditionBuilder
        of={of}
        label={t(`condition.where.${of}`)}
        condition={asked}
        onChange={setAsked}
        customFields={customFields}
        calendars={[]}
        isJudged={isJudged}
      />
    </Dialog>
  );
}
