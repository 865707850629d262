import { Select, type SelectProps } from '@mantine/core';
import { FieldError } from './field-error.tsx';
import './form.css';

type SelectFieldProps = Omit<SelectProps, 'error' | 'label' | 'value' | 'onChange'> & {
  readonly label: string;
  /** Null: nothing yet. */
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
};

/** One of many things, chosen from a list. */
export function SelectField({ onChange, problem, ...rest }: SelectFieldProps) {
  return (
    <Select
      {...rest}
      error={problem === undefined ? null : <FieldError>{problem}</FieldError>}
      // In its place, so that it belongs to the field also for screen readers.
      comboboxProps={{ withinPortal: false }}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen);
      }}
    />
  );
}
