// The page of the transcript check: types every line in this browser and leaves the transcript where a driver can read it.
import { transcribe } from '../transcript.ts';

const PREFIX = '../../../scenarios/timeout-cascade/';
const sources = import.meta.glob<string>('../../../scenarios/timeout-cascade/**/*.{yaml,md,txt}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const report = await transcribe(Object.fromEntries(Object.entries(sources).map(([path, text]) => [path.slice(PREFIX.length), text]))).then(
  (transcript) => ({ ok: true, transcript }),
  (error: unknown) => ({ ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
const output = document.createElement('pre');
output.id = 'transcript';
output.textContent = JSON.stringify(report);
document.body.append(output);
