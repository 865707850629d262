import { TextInput, type TextInputProps } from '@mantine/core';
import { FieldError } from './field-error.tsx';
import './form.css';

type TextFieldProps = Omit<TextInputProps, 'error' | 'label'> & {
  readonly label: string;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
};

/** A line of text with its label, its hint and what is wrong with it. */
export function TextField({ problem, ...rest }: TextFieldProps) {
  return <TextInput {...rest} error={problem === undefined ? null : <FieldError>{problem}</FieldError>} />;
}
