export type { ClassReport, PartHead, PartResult, Row } from './class-report.ts';
export { runGrade } from './command/main.ts';
export { type GradeOptions, grade, type Progress } from './grade.ts';
export { ExerciseLesson } from './lesson.ts';
export { fingerprint, passages } from './similar/fingerprint.ts';
export { type AlikePair, findAlike, type Work } from './similar/pairs.ts';
