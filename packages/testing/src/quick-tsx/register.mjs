/**
 * Stands in for `--import tsx` where a test starts programs by the hundred: the same esbuild, the same options, but its
 * work is kept from one run to the next and nothing of tsx is loaded. A start costs a third of the processor time.
 * What the pages show (transcripts, commands, the first run) is started with tsx itself.
 */
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
