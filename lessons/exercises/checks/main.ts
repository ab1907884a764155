import { runCommand } from '@tomada/checker';
import { catalog } from './catalog.ts';

await runCommand(catalog, process.argv.slice(2));
