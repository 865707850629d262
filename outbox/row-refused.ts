/** A destination answered, and will not have this row: it is away for nobody else, so its circuit stays as it is. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';
}
