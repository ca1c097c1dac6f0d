/**
 * The headless program: validate, prove, run, replay, score.
 * Public surface of `cli`: other rooms import from here and nowhere deeper.
 */
export { runCli } from './run-cli.ts';
export { type CliIo, EXIT } from './support/io.ts';
