/** Why a submission, or one program of it, is not judged: a sentence in Portuguese, for its row. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
