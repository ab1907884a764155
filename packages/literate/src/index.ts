export {
  type Lesson,
  lessonSlugs,
  type Piece,
  type Program,
  readLesson,
  type Step,
} from './lesson.ts';
export { type Directive, readDirective, readPage, type StepPiece } from './page.ts';
export { formatProblem, LiterateError, type Problem } from './problem.ts';
export { type Region, readSource, type Source } from './regions.ts';
export { type StateLine, stateAfter, stateText } from './state.ts';
