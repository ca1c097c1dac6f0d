/**
 * Bash and SQL around the programs of the terminal.
 * Public surface of `shell`: other rooms import from here and nowhere deeper.
 */
export { Shell } from './shell.ts';
