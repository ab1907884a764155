export { checkTranscript, expectTranscript } from './check.ts';
export { updateTranscript } from './update.ts';
