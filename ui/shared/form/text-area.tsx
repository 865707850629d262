import { Textarea, type TextareaProps } from '@mantine/core';
import { FieldError } from './field-error.tsx';
import './form.css';

type TextAreaProps = Omit<TextareaProps, 'error' | 'label'> & {
  readonly label: string;
  /** What is wrong with it, in words. */
  readonly problem?: string | undefined;
};

/** A text of several lines with its label, its hint and what is wrong with it. */
export function TextArea({ problem, ...rest }: TextAreaProps) {
  return <Textarea {...rest} error={problem === undefined ? null : <FieldError>{problem}</FieldError>} />;
}
