/** What pages and files are written for. */
export interface Handout {
  /** The project's folder. */
  readonly root: string;
  /** Slugs. */
  readonly lessons: readonly string[];
  readonly withSolutions: boolean;
  /** Of the class, as the instructor calls it. */
  readonly name: string | undefined;
}
