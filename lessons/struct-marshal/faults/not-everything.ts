/** marshal não leva «qualquer estrutura»: objetos e funções são recusados. */
import { dumps, MarshalError, type Marshallable } from '@tomada/marshal';

// #region not-everything
class Person {
  name = 'Ana';
}

for (const value of [new Map([['nome', 'Ana']]), new Person(), () => 'oi']) {
  try {
    // O compilador já recusaria os dois últimos; «as» o faz calar.
    console.log(`${dumps(value as Marshallable, 2).length} bytes`);
  } catch (error) {
    if (!(error instanceof MarshalError)) throw error;
    console.log(error.message);
  }
}
// #endregion not-everything
