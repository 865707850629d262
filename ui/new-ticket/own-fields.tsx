import { FieldInput, type SaidValue } from '../shared/fields/field-input.tsx';
import { useCustomFields } from '../shared/fields/use-custom-fields.ts';
import type { TicketDraft } from './draft.ts';

interface OwnFieldsProps {
  readonly draft: TicketDraft;
  readonly onChange: (change: Partial<TicketDraft>) => void;
  readonly fault: string | undefined;
}

/** What this installation wants to know of a ticket besides. */
export function OwnFields({ draft: { fields }, onChange, fault }: OwnFieldsProps) {
  const known = useCustomFields('ticket');
  const say = (id: string, value: SaidValue) => {
    const { [id]: _, ...others } = fields;
    if (value === null) onChange({ fields: others });
    else onChange({ fields: { ...others, [id]: typeof value === 'object' ? [...value] : value } });
  };
  return (
    <>
      {known.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={fields[field.id] ?? null}
          onSay={(value) => say(field.id, value)}
        />
      ))}
      {fault !== undefined && (
        <p className="field-bad" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
