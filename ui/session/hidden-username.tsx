/** Lets password managers know whose password is being chosen, where the address is not typed. Nobody else meets it. */
export function HiddenUsername({ email }: { readonly email: string }) {
  return (
    <input
      className="vh"
      type="text"
      name="email"
      autoComplete="username"
      defaultValue={email}
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
