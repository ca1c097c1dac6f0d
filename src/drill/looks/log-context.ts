// look.log-context: what a component wrote just before and just after one of its lines.
import { type Look, missing } from './look.ts';

const LINES_AROUND = 20;

export const lookLogContext: Look<'look.log-context'> = ({ trace, atUs }, { line }) => {
  const [found] = trace.logs({ fromSeq: line, toSeq: line, toUs: atUs, limit: 1 }).lines;
  if (found === undefined) return missing(`There is no line ${line}, or it is no longer kept`);
  const { service } = found;
  const before = trace.logs({ service, toSeq: line - 1, newestFirst: true, limit: LINES_AROUND }).lines.reverse();
  const after = trace.logs({ service, fromSeq: line + 1, toUs: atUs, limit: LINES_AROUND }).lines;
  return { kind: 'log-context', line, lines: [...before, found, ...after] };
};
