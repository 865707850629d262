/**
 * What a form sends: the fields that differ from what it showed, and what it showed there, so that what somebody else
 * saved meanwhile is not taken back unseen.
 */
export function editsOf<Fields extends object>(
  shown: Fields,
  said: Fields,
): Partial<Fields> & { readonly was: Partial<Fields> } {
  const edited = keysOf(said).filter((name) => JSON.stringify(said[name]) !== JSON.stringify(shown[name]));
  const pick = (from: Fields) => Object.fromEntries(edited.map((name) => [name, from[name]])) as Partial<Fields>;
  return { ...pick(said), was: pick(shown) };
}

const keysOf = <Fields extends object>(fields: Fields) => Object.keys(fields) as (keyof Fields)[];
