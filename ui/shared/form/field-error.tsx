import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';

/** What is wrong with a field, with the sign that says so without colour. For the `error` of Mantine's inputs. */
export function FieldError({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <Icon name="x-circle" small />
      <span>{children}</span>
    </>
  );
}
