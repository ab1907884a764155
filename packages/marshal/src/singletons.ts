/** Python's `...`. */
export const Ellipsis: unique symbol = Symbol('Ellipsis');

/** Python's `StopIteration`: the class, the only one that marshal knows. */
export const StopIteration: unique symbol = Symbol('StopIteration');
