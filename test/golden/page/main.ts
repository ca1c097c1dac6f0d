// The page of the cross-engine check: runs every golden case in this browser and leaves the results where a driver can read them.
import cases from '../cases.json';
import { goldenRun } from '../golden-run.ts';

const sources = import.meta.glob<string>('../../../scenarios/*/**/*.{yaml,md,txt}', { query: '?raw', import: 'default', eager: true });

function filesOf(slug: string): Record<string, string> {
  const prefix = `../../../scenarios/${slug}/`;
  return Object.fromEntries(
    Object.entries(sources).flatMap(([path, text]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), text]] : [])),
  );
}

let report: unknown;
try {
  report = { ok: true, results: cases.map((golden) => goldenRun(golden, filesOf(golden.slug))) };
} catch (error) {
  report = { ok: false, message: String(error) };
}
const output = document.createElement('pre');
output.id = 'golden';
output.textContent = JSON.stringify(report);
document.body.append(output);
