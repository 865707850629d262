import { useState } from 'react';
import { useSearchParams } from 'react-router';

/** What a list is narrowed down by, kept in the page's address: reloaded, gone back to and handed on it is the same list. */
export interface AddressFilter<Name extends string> {
  /** Empty: not by this. */
  readonly read: (name: Name) => string;
  readonly set: (name: Name, value: string) => void;
}

/**
 * See `AddressFilter`. Each change takes the place of the address before: going back leaves the list.
 *
 * The router moves on a moment after it was asked; what is typed is shown at once, or the caret would jump.
 */
export function useAddressFilter<Name extends string>(): AddressFilter<Name> {
  const [address, setAddress] = useSearchParams();
  const [asked, setAsked] = useState<{ readonly next: URLSearchParams; readonly of: URLSearchParams } | null>(null);
  const shown = asked?.of === address ? asked.next : address;
  return {
    read: (name) => shown.get(name) ?? '',
    set(name, value) {
      const next = new URLSearchParams(shown);
      if (value === '') next.delete(name);
      else next.set(name, value);
      setAsked({ next, of: address });
      setAddress(next, { replace: true });
    },
  };
}
