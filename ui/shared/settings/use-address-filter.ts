import { useSearchParams } from 'react-router';

/** What a list is narrowed down by, kept in the page's address: reloaded, gone back to and handed on it is the same list. */
export interface AddressFilter<Name extends string> {
  /** Empty: not by this. */
  read(name: Name): string;
  set(name: Name, value: string): void;
}

/** See `AddressFilter`. Each change takes the place of the address before: going back leaves the list. */
export function useAddressFilter<Name extends string>(): AddressFilter<Name> {
  const [address, setAddress] = useSearchParams();
  return {
    read: (name) => address.get(name) ?? '',
    set(name, value) {
      const next = new URLSearchParams(address);
      if (value === '') next.delete(name);
      else next.set(name, value);
      setAddress(next, { replace: true });
    },
  };
}
