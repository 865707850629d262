import { useState } from 'react';
import type { Condition } from '#domain/conditions/condition';
import type { CustomFieldView } from '#domain/contracts/custom-field';
import { ConditionBuilder } from '../shared/conditions/condition-builder.tsx';

const tier: CustomFieldView = {
  ...{ id: '00000000-0000-4000-8000-000000000001', subject: 'customer', name: 'Tier', kind: 'choice' },
  options: { choices: ['Gold', 'Iron'].map((label) => ({ code: label.toLowerCase(), label, isActive: true })) },
  ...{ position: 1, isActive: true, may: [] },
};
const hours = { id: '00000000-0000-4000-8000-000000000002', name: 'Berlin office' };

const example: Condition = {
  all: [
    { field: 'priority', op: 'at_least', value: 'high' },
    { field: `custom.${tier.id}`, op: 'is', value: 'gold' },
    {
      any: [
        { field: 'tags', op: 'has_any', value: ['printer', 'label'] },
        { field: 'openHours', op: 'outside', value: hours.id },
      ],
    },
    { not: { any: [{ field: 'isFollowUp', op: 'is', value: true }] } },
  ],
};

/** A condition with groups in it, and one that always holds. */
export function ConditionExamples() {
  const [condition, setCondition] = useState(example);
  const [always, setAlways] = useState<Condition>({ all: [] });
  const shared = { customFields: [tier], calendars: [hours] };
  return (
    <div className="stack">
      <ConditionBuilder label="Applies to" condition={condition} onChange={setCondition} {...shared} />
      <ConditionBuilder label="Applies to" condition={always} onChange={setAlways} {...shared} />
    </div>
  );
}
