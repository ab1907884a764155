/** Why no folder was made; its message is for the instructor, in Portuguese. */
export class AssignError extends Error {
  override readonly name = 'AssignError';
}
