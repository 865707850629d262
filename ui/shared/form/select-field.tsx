import { Select, type SelectProps } from '@mantine/core';
import './form.css';

type SelectFieldProps = Omit<SelectProps, 'error' | 'label' | 'value' | 'onChange'> & {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** One of many things, chosen from a list. */
export function SelectField({ onChange, ...rest }: SelectFieldProps) {
  return (
    <Select
      {...rest}
      // In its place, so that it belongs to the field also for screen readers.
      comboboxProps={{ withinPortal: false }}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen);
      }}
    />
  );
}
